import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundleStage } from '../../../src/languages/ts/bundle-stage.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

test('a stage that imports millrace neither reads nor depends on what opens pipelines', async () => {
  const folder = temporaryFolder({
    'package.json': '{"type":"module"}',
    'one.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { value: json() }, random: false, run: () => ({ value: 1 }) })`,
  })
  const { watched, packages } = await bundleStage(join(folder, 'one.ts'), folder)
  expect(watched.filter((path) => /src\/(cli|languages|report\/notebook|project\/(?!api\b))/.test(path))).toEqual([])
  expect(packages.map(({ name }) => name)).not.toContain('esbuild')
})
