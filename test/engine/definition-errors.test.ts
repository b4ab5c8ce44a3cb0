import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CliResult, ProjectRig } from '../rig/project-rig.ts'
import { count, numbersProject, rows } from '../rig/sample-stages.ts'

/** A pipeline that holds all that the mistakes below need, in good order. */
const files = {
  ...numbersProject,
  'pipeline.yaml': `name: sound
seed: 7
stages:
  scale:
    use: stages/scale.ts
    in: { source: data/numbers.json }
    params: { factor: 2 }
  sum:
    use: stages/sum.ts
    in: { numbers: scale.numbers }
  rows:
    use: stages/rows.ts
  both:
    use: stages/both.sql
    in: { train: split.train, test: split.test }
  training:
    use: stages/training.sql
    in: { train: split.train }
  split:
    use: stages/split.ts
    in: { table: rows.table }
  fit:
    use: stages/fit.ts
    in: { train: training.table }
  count:
    use: stages/count.ts
    in: { rows: both.table }
`,
  'stages/rows.ts': rows,
  'stages/count.ts': count,
  'stages/both.sql': 'SELECT * FROM train UNION ALL SELECT * FROM test\n',
  'stages/training.sql': 'SELECT *, value * 2 AS twice\nFROM train\n',
  'stages/split.ts': `import { defineStage, table } from 'millrace'
export default defineStage({
  inputs: { table: table() },
  outputs: { train: table({ tag: 'train' }), test: table({ tag: 'test' }) },
  run: ({ inputs }) => ({
    train: inputs.table.sql('SELECT * FROM self WHERE id < 7'),
    test: inputs.table.sql('SELECT * FROM self WHERE id >= 7'),
  }) as never,
})`,
  'stages/fit.ts': `import { defineStage, json, table } from 'millrace'
export default defineStage({
  inputs: { train: table({ tag: 'train' }) },
  outputs: { rows: json<number>() },
  run: async ({ inputs }) => ({ rows: Number(await inputs.train.count()) }),
})`,
}

let project: ProjectRig

beforeAll(async () => {
  project = new ProjectRig(files, () => {})
  const { code, stderr } = await project.run()
  expect(stderr).toContain('8 stages ran')
  expect(code).toBe(0)
})

afterAll(() => project.remove())

/** Makes a change, runs, and puts all back; every artifact and the lock file must be as they were. */
async function mistake(change: () => void, ...args: string[]): Promise<CliResult> {
  const before = project.contents('artifacts/sound', 'pipeline.lock')
  try {
    change()
    const result = await project.run(...args)
    expect(result.stderr).not.toMatch(/^\s+at /m)
    expect(project.contents('artifacts/sound', 'pipeline.lock')).toEqual(before)
    return result
  } finally {
    project.restore(files)
  }
}

const yaml = (from: string, to: string) => () => project.edit('pipeline.yaml', from, to)

// One of each phase in which a mistake is found: what each is told in words, with its place, is in test/cases/E_*.
describe('a mistake in the pipeline file exits with 2, points at its place and touches nothing', () => {
  test.each<[string, () => void, string[]]>([
    [
      'a cycle, spelt out',
      yaml('{ numbers: scale.numbers }', '{ numbers: sum.total }'),
      ['E_CYCLE', 'sum → sum', 'pipeline.yaml:10:20', '^'.repeat(9)],
    ],
    [
      'a parameter of the wrong type',
      yaml('{ factor: 2 }', '{ factor: two }'),
      ['E_PARAMS', 'parameter "factor": expected number, received string', 'pipeline.yaml:7:23', 'factor: two'],
    ],
    [
      'an unknown parameter inside another',
      yaml('{ factor: 2 }', '{ labels: { lwo: x } }'),
      ['E_PARAMS', '"labels.lwo"', 'pipeline.yaml:7:25', 'Did you mean "low"?'],
    ],
    [
      'a missing input file',
      yaml('data/numbers.json', 'data/nubmers.json'),
      ['E_FILE_NOT_FOUND', '"data/nubmers.json"', 'pipeline.yaml:6:19'],
    ],
    [
      'a wire of another kind',
      yaml('{ rows: both.table }', '{ rows: scale.numbers }'),
      ['E_KIND_MISMATCH', 'takes a table', '"scale.numbers" is a json', 'pipeline.yaml:27:17'],
    ],
    [
      'an SQL output of training and test rows, which is neither',
      yaml('{ train: training.table }', '{ train: both.table }'),
      ['E_TAG_MISMATCH', '"both.table" does not say which rows', 'pipeline.yaml:24:18'],
    ],
    [
      'a misspelt field',
      yaml('    params: { factor', '    parms: { factor'),
      ['E_DEFINITION', '"parms"', 'pipeline.yaml:7:5', 'Did you mean "params"?'],
    ],
    ['invalid YAML', yaml('{ table: rows.table }', '{ table: rows.table'), ['E_YAML_SYNTAX', 'pipeline.yaml:2']],
  ])('%s', async (_, change, expected) => {
    const { code, stderr } = await mistake(change)
    for (const text of expected) expect(stderr).toContain(text)
    expect(code).toBe(2)
  })
})

const stage = (path: string, text: string) => () => project.write({ [path]: text })
const replaced = (path: string, from: string, to: string) => () => project.edit(path, from, to)

describe('a mistake in a stage file exits with 2, points at its place and touches nothing', () => {
  test.each<[string, () => void, string[]]>([
    [
      'a syntax error',
      replaced('stages/sum.ts', 'run: ({ inputs, params }) =>', 'run: ({ inputs params }) =>'),
      ['E_STAGE_FILE', 'stages/sum.ts:9:18', '9 |   run: ({ inputs params })'],
    ],
    [
      'a name that the module does not export',
      replaced('stages/scale.ts', 'import { unit }', 'import { unti as unit }'),
      ['E_STAGE_FILE', '"unti"', 'stages/scale.ts:4:10'],
    ],
    [
      'a module that throws while it is loaded',
      stage('stages/sum.ts', `const a = 1\nif (a > 0) throw new Error('not today')\nexport default a\n`),
      ['E_STAGE_FILE', 'not today', 'stages/sum.ts:2'],
    ],
    [
      'import.meta in a helper',
      replaced('lib/unit.ts', 'return 1', 'return import.meta.url.length'),
      ['E_STAGE_READS', 'import.meta', 'lib/unit.ts:2:10'],
    ],
    [
      'an SQL syntax error',
      replaced('stages/training.sql', 'FROM train', 'FORM train'),
      ['E_SQL_STAGE', 'stages/training.sql:2:'],
    ],
  ])('%s', async (_, change, expected) => {
    const { code, stderr } = await mistake(change)
    for (const text of expected) expect(stderr).toContain(text)
    expect(code).toBe(2)
  })

  test('--json prints the mistake as its last line', async () => {
    const { code, events, stdout } = await mistake(yaml('scale.numbers }', 'scale.number }'), '--json')
    expect(code).toBe(2)
    expect(stdout.trim().split('\n')).toHaveLength(1)
    expect(events).toEqual([
      {
        type: 'error',
        error: expect.objectContaining({
          code: 'E_UNKNOWN_OUTPUT',
          at: expect.objectContaining({ file: 'pipeline.yaml', line: 10, column: 20, length: 12 }),
        }),
      },
    ])
  })
})
