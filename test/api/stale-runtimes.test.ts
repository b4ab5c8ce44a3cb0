import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { apiRig } from './api-rig.ts'
import { runtimes } from './runtimes.ts'

const script = `import { readFileSync, writeFileSync } from 'node:fs'
import { openPipeline } from 'millrace'
const pipeline = await openPipeline()
const said = []
const read = async () => {
  const rows = await pipeline.table('rows.table').head(2)
  said.push([rows[1].value, rows.stale, ...rows.reasons])
}
said.push((await pipeline.run('rows')).ok)
await read()
writeFileSync('stages/rows.ts', readFileSync('stages/rows.ts', 'utf8').replace('i * 1.5', 'i * 2.5'))
await read()
await pipeline.run('rows')
await read()
await pipeline.close()
console.log(JSON.stringify(said))
`

describe.each(runtimes)('under $runtime', ({ command, flags, isThere }) => {
  test.skipIf(!isThere)('a script reads, a file changes, it reads again: stale and why; after a run it is not', () => {
    const rig = apiRig()
    rig.write({ 'script.mjs': script })
    const { stdout, stderr } = spawnSync(command, [...flags, 'script.mjs'], {
      cwd: rig.folder,
      encoding: 'utf8',
      timeout: 100_000,
      env: { ...process.env, NO_COLOR: '1' },
    })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual([true, [1.5, false], [1.5, true, 'code changed: stages/rows.ts'], [2.5, false]])
  })
})
