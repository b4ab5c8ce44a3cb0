import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CliResult, ProjectRig } from '../rig/project-rig.ts'
import { count, rows } from '../rig/sample-stages.ts'

/** A stage with one JSON output, whose body is given. */
const stage = (body: string, head = '') => `import { defineStage, json, Table, table } from 'millrace'
${head}
export default defineStage({
  inputs: { rows: table() },
  outputs: { value: json<unknown>() },
  async run({ inputs, log }) {
    log('begun')
    ${body}
  },
})
`

const files = {
  'pipeline.yaml': `name: failing
stages:
  rows: { use: stages/rows.ts }
  before: { use: stages/count.ts, in: { rows: rows.table } }
  victim: { use: stages/victim.ts, in: { rows: rows.table } }
  after: { use: stages/after.ts, in: { value: victim.value } }
`,
  'stages/rows.ts': rows,
  'stages/count.ts': count,
  'stages/victim.ts': stage('return { value: 1 }'),
  'stages/after.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { value: json() }, outputs: { copy: json() },
  run: ({ inputs }) => ({ copy: inputs.value }) })`,
  'lib/helper.ts': `export function helper(list: readonly number[]): never {
  throw new RangeError(\`no item in \${list.length}\`)
}
`,
}

let project: ProjectRig

beforeAll(async () => {
  project = new ProjectRig(files, () => {})
  expect((await project.run()).code).toBe(0)
})

afterAll(() => project.remove())

/** Runs with another victim; what was there before must be as it was, and nothing may be left in the work folder. */
async function failure(text: string, limits = ''): Promise<CliResult> {
  const before = project.contents('artifacts/failing', 'pipeline.lock')
  try {
    project.write({ 'stages/victim.ts': text })
    if (limits !== '') project.edit('pipeline.yaml', 'stages/victim.ts, in', `stages/victim.ts, ${limits}, in`)
    const result = await project.run()
    expect(project.contents('artifacts/failing', 'pipeline.lock')).toEqual(before)
    expect(project.list('artifacts/.store/work')).toEqual([])
    expect(result.code).toBe(1)
    expect(result.stderr).not.toMatch(/^\s+at /m)
    expect(result.stderr).toContain('after   ')
    expect(result.stderr).toContain('not run: victim failed')
    expect(result.stderr).toMatch(/Failed: 0 stages ran, 2 up to date, 1 stage failed, 1 not run/)
    return result
  } finally {
    project.restore(files)
  }
}

describe('a stage that goes wrong fails alone, with a code, and leaves every earlier artifact', () => {
  test.each<[string, string, string[]]>([
    [
      'one that throws, with the place in its source',
      stage(`throw new Error('the cup is broken')`),
      ['E_STAGE_THREW  the cup is broken', 'stages/victim.ts:8:', `8 |     throw new Error('the cup is broken')`],
    ],
    [
      'one whose helper throws',
      stage(`return { value: helper([1, 2]) }`, `import { helper } from '../lib/helper.ts'`),
      ['E_STAGE_THREW  RangeError: no item in 2', 'lib/helper.ts:2:'],
    ],
    [
      'one that throws what is no error',
      stage(`throw { reason: 'none' }`),
      ['E_STAGE_THREW', '{"reason":"none"}', 'not an Error'],
    ],
    [
      'one that throws where nobody waits for it',
      stage(`setTimeout(() => { throw new Error('too late') }); await new Promise(() => setInterval(() => {}, 50))`),
      ['E_STAGE_THREW  too late', 'stages/victim.ts:8:'],
    ],
    [
      'one that ends its process',
      stage('process.exit(0)'),
      ['E_STAGE_EXITED', 'stage "victim" ended its process with code 0', 'process.exit()'],
    ],
    [
      'one that is killed by a signal',
      stage(`process.kill(process.pid, 'SIGKILL'); await new Promise(() => setInterval(() => {}, 50))`),
      ['E_STAGE_CRASHED', 'stage "victim"', 'SIGKILL'],
    ],
    [
      'one that asks a table for a column that it does not have',
      stage(`return { value: (await inputs.rows.column('valeu')).name }`),
      ['E_TABLE_COLUMN', '"valeu"', 'Did you mean "value"?', 'stages/victim.ts:8'],
    ],
    [
      'one whose query DuckDB refuses',
      stage(`return { value: await inputs.rows.sql('SELECT nosuch FROM self').count() }`),
      ['E_TABLE_QUERY', '"nosuch"'],
    ],
    [
      'one whose query draws lots',
      stage(`return { value: await inputs.rows.sql('SELECT random() AS r FROM self').count() }`),
      ['E_SQL_VOLATILE', 'random()'],
    ],
    [
      'one that reads a file with SQL that is no input of it',
      stage(`return { value: await inputs.rows.sql("SELECT * FROM read_text('${import.meta.filename}')").count() }`),
      ['E_TABLE_QUERY', 'stage-failures.test.ts'],
    ],
    ['one that returns nothing', stage(''), ['E_STAGE_OUTPUT', 'returned nothing as "value"', 'declared as a json']],
    [
      'one that returns a surplus output',
      stage('return { value: 1, extra: 2 } as never'),
      ['E_STAGE_OUTPUT', '"extra"', 'It declares: value.'],
    ],
    [
      'one that returns another kind of value',
      stage('return { value: inputs.rows }'),
      ['E_STAGE_OUTPUT', '"value"', 'declared as a json'],
    ],
    [
      'one that returns what JSON cannot hold',
      stage('return { value: { share: 0 / 0 } }'),
      ['E_STAGE_OUTPUT', 'NaN', '"value"'],
    ],
  ])('%s', async (_, text, expected) => {
    const { stderr } = await failure(text)
    for (const part of expected) expect(stderr).toContain(part)
  })

  test.each<[string, string, string, string[]]>([
    [
      'one that fills the JavaScript heap',
      stage('const all: unknown[] = []; for (;;) all.push({ a: [all.length], b: `${all.length}` })'),
      'memory: 512MB',
      ['E_STAGE_MEMORY', 'its limit of 512 MB'],
    ],
    [
      'one that fills typed arrays',
      stage('const all: unknown[] = []; for (;;) all.push(new Float64Array(1e6).fill(all.length))'),
      'memory: 512MB',
      ['E_STAGE_MEMORY', 'its limit of 512 MB'],
    ],
    ['one that runs for ever', stage('for (;;);'), 'timeout: 300ms', ['E_STAGE_TIMEOUT', 'its timeout of 0.3 s']],
  ])('%s, at a limit', { timeout: 30_000 }, async (_, text, limits, expected) => {
    const { stderr } = await failure(text, limits)
    for (const part of expected) expect(stderr).toContain(part)
  })

  test('the pipeline runs again when the mistake is mended', async () => {
    const { code, events } = await project.run('--json')
    expect(code).toBe(0)
    expect(events.at(-1)).toMatchObject({ ok: true, ran: 0, reused: 4 })
  })
})
