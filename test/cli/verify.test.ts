import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sha256 } from '../../src/base/hash.ts'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'

const pipeline = (name: string, extra = '') => `name: doubtful
stages:
  source: { use: stages/source.ts }
  doubtful: { use: stages/${name}.ts, in: { list: source.list } }
  below: { use: stages/below.ts, in: { value: doubtful.value } }
${extra}`

const doubtful = (
  body: string,
  outputs = 'value: json<unknown>()',
) => `import { readFileSync, writeFileSync } from 'node:fs'
import { defineStage, json, Table, table } from 'millrace'
export default defineStage({ inputs: { list: json<number[]>() }, outputs: { ${outputs} }, run: async ({ inputs }) => {
  ${body}
} })`

const stages = {
  'stages/source.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { list: json<number[]>() }, random: false,
  run: () => ({ list: [1, 2, 3] }) })`,
  'stages/below.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { value: json<unknown>() }, outputs: { text: json() }, random: false,
  run: ({ inputs }) => ({ text: JSON.stringify(inputs.value) }) })`,
}

describe('verify', () => {
  test('says that a pipeline is byte-identical, with one worker and with two, and leaves everything as it is', async () => {
    const project = new ProjectRig(tablesProject)
    const early = await project.run('verify')
    expect(early.code).toBe(1)
    expect(early.stderr).toContain('E_NEVER_RUN')
    await project.run()
    const before = project.contents('artifacts/tables', 'pipeline.lock', 'reports')
    const one = await project.run('verify', '--jobs', '1')
    expect(one.code).toBe(0)
    expect(one.stderr).toContain('3 of 3 artifacts byte-identical.')
    const two = await project.run('verify', '--jobs', '2', '--json')
    expect(two.code).toBe(0)
    expect(two.events.map(({ stage, output, equal }) => [stage, output, equal])).toEqual([
      ['rows', 'table', 'bytes'],
      ['big', 'table', 'bytes'],
      ['count', 'count', 'bytes'],
      [undefined, undefined, undefined],
    ])
    expect(two.events.at(-1)).toEqual({ type: 'verify-finished', identical: 3, sameContent: 0, different: 0 })
    expect(project.contents('artifacts/tables', 'pipeline.lock', 'reports')).toEqual(before)
    expect(project.list('artifacts/.store/scratch')).toEqual([])
  })

  test('can be asked about some stages, with what they read from', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    const result = await project.run('verify', 'sum', '--json')
    expect(result.events.slice(0, -1).map(({ stage }) => stage)).toEqual(['scale', 'sum'])
    expect((await project.run('verify', 'smu')).stderr).toContain('Did you mean "sum"?')
  })

  test('names the path in a JSON value that came out different, and tells cause from consequence', async () => {
    const project = new ProjectRig({
      ...stages,
      'pipeline.yaml': pipeline('random'),
      'stages/random.ts': doubtful('return { value: { fixed: 1, nested: { drawn: [0, Math.random()] } } }'),
    })
    await project.run()
    const result = await project.run('verify')
    expect(result.code).toBe(1)
    expect(result.stderr).toMatch(/E_NOT_REPRODUCIBLE doubtful\.value: at nested\.drawn\.1: 0\.\d+ and 0\.\d+\n/)
    expect(result.stderr).toMatch(/below\.text: .* \(an input differed already\)/)
    expect(result.stderr).toContain('1 of 3 artifacts byte-identical, 2 different.')
  })

  test('names the column and the row of a table that came out different', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': `name: counted
stages:
  source: { use: stages/source.ts }
  rows: { use: stages/rows.ts, in: { list: source.list } }
`,
      ...stages,
      'stages/rows.ts': doubtful(
        `const counter = '${'COUNTER'}'
  let runs = 0
  try { runs = Number(readFileSync(counter, 'utf8')) } catch {}
  writeFileSync(counter, String(runs + 1))
  return { table: Table.from({ id: [1, 2, 3], drawn: [10, 20 + runs, 30] }) }`,
        'table: table()',
      ),
    })
    project.edit('stages/rows.ts', 'COUNTER', project.path('counter.txt'))
    await project.run()
    const result = await project.run('verify')
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('E_NOT_REPRODUCIBLE rows.table')
    expect(result.stderr).toMatch(/row 2 column "drawn": 20(\.0)? and 21(\.0)?/)
  })

  test('says when a stage that has a result fails the second time', async () => {
    const project = new ProjectRig({
      ...stages,
      'pipeline.yaml': pipeline('once'),
      'stages/once.ts': doubtful(`const marker = 'MARKER'
  let first = true
  try { readFileSync(marker); first = false } catch { writeFileSync(marker, '') }
  if (!first) throw new Error('only once')
  return { value: 1 }`),
    })
    project.edit('stages/once.ts', 'MARKER', project.path('marker.txt'))
    await project.run()
    const result = await project.run('verify')
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('E_NOT_REPRODUCIBLE')
    expect(result.stderr).toContain('only once')
  })

  test('needs no network for what has been downloaded', async () => {
    const body = '[4, 5]'
    let asked = 0
    const server = createServer((_, response) => {
      asked++
      response.end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}/numbers.json#sha256=${sha256(body)}`
    const project = new ProjectRig({
      ...numbersProject,
      'pipeline.yaml': numbersProject['pipeline.yaml'].replace('data/numbers.json', `"${url}"`),
    })
    expect((await project.run()).code).toBe(0)
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(18)
    const verified = await project.runWith({ env: { MILLRACE_OFFLINE: '1' } }, 'verify')
    expect(verified.stderr).toContain('4 of 4 artifacts byte-identical.')
    expect(asked).toBe(1)
  })
})
