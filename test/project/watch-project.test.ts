import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchProject } from '../../src/project/watch-project.ts'
import { temporaryFolder } from '../rig/temporary-folder.ts'

const stage = (value: number) => `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { value: json() }, random: false, run: () => ({ value: ${value} }) })`

test('is an iterator of rounds, from TypeScript as from the command line; who stops asking ends it', async () => {
  const folder = temporaryFolder({
    'package.json': '{"type":"module"}',
    'pipeline.yaml': 'name: one\nstages:\n  one: { use: one.ts }\n',
    'one.ts': stage(1),
  })
  const rounds: unknown[] = []
  const pipeline = join(folder, 'pipeline.yaml')
  for await (const round of watchProject({ open: { pipeline }, signal: new AbortController().signal })) {
    rounds.push(round.type === 'ran' ? [...round.summary.ran.keys()] : 'broken')
    if (rounds.length === 1) writeFileSync(join(folder, 'one.ts'), stage(2))
    else if (rounds.length === 2) writeFileSync(join(folder, 'one.ts'), 'export default {')
    else if (rounds.length === 3) writeFileSync(join(folder, 'one.ts'), stage(1))
    else break
  }
  expect(rounds).toEqual([['one'], ['one'], 'broken', []])
})
