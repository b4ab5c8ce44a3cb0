import { renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CliResult, notices, ProjectRig, ran } from '../rig/project-rig.ts'
import { slowProject } from './rig/slow-stage.ts'

interface Moments {
  /** The stage has begun; it has not read its input. */
  readonly before?: () => void
  /** It has read its input; it has not ended. */
  readonly after?: () => void
}

async function runWith(project: ProjectRig, { before, after }: Moments): Promise<CliResult> {
  const running = project.start(['--json'])
  await project.appears('signals/begun')
  before?.()
  project.write({ 'signals/read': '' })
  await project.appears('signals/readDone')
  after?.()
  project.write({ 'signals/end': '' })
  return running.finished
}

const input = 'data/input.txt'
const text = (project: ProjectRig) => project.json('artifacts/slow/slow/text.json')

/** The result of a run is used and not kept: the next status says stale, the next run makes it again and all is well. */
async function expectUnrecorded(project: ProjectRig, result: CliResult, used: string, next: string): Promise<void> {
  expect(result.code).toBe(0)
  expect(ran(result)).toEqual(['slow', 'length'])
  expect(notices(result)).toEqual(['N_INPUT_CHANGED'])
  expect(text(project)).toBe(used)
  expect(project.json<{ stages: object }>('pipeline.lock').stages).not.toHaveProperty('slow')
  const status = await project.run('status')
  expect(status.code).toBe(1)
  expect(status.stderr).toContain('slow')
  const again = await project.run('--json')
  expect(again.code).toBe(0)
  expect(ran(again)).toContain('slow')
  expect(text(project)).toBe(next)
  expect((await project.run('status')).code).toBe(0)
  expect((await project.run('verify')).code).toBe(0)
}

describe('an input file', () => {
  test('that is edited after the stage read it', async () => {
    const project = slowProject()
    const result = await runWith(project, { after: () => project.write({ [input]: 'new text' }) })
    await expectUnrecorded(project, result, '<old>', '<new text>')
  })

  test('that is edited before the stage read it, and then put back: what was read does not get the key of what is there', async () => {
    const project = slowProject()
    const result = await runWith(project, {
      before: () => project.write({ [input]: 'for a moment' }),
      after: () => project.write({ [input]: 'old' }),
    })
    await expectUnrecorded(project, result, '<for a moment>', '<old>')
  })

  test('that is edited and put back with its old times: the change time tells', async () => {
    const project = slowProject()
    const { atime, mtime } = statSync(project.path(input))
    const result = await runWith(project, {
      before: () => project.write({ [input]: 'odd' }),
      after: () => {
        project.write({ [input]: 'old' })
        utimesSync(project.path(input), atime, mtime)
      },
    })
    await expectUnrecorded(project, result, '<odd>', '<old>')
  })

  test('that an editor replaces by another file of the same name', async () => {
    const project = slowProject()
    const result = await runWith(project, {
      before: () => {
        project.write({ 'data/.input.txt.new': 'new' })
        renameSync(project.path('data/.input.txt.new'), project.path(input))
      },
    })
    await expectUnrecorded(project, result, '<new>', '<new>')
  })

  test('that is removed after the stage read it: the next run says so, and the artifacts stay', async () => {
    const project = slowProject()
    const result = await runWith(project, { after: () => rmSync(project.path(input)) })
    expect(notices(result)).toEqual(['N_INPUT_CHANGED'])
    const next = await project.run()
    expect(next.code).toBe(2)
    expect(next.stderr).toContain('E_FILE_NOT_FOUND')
    expect(text(project)).toBe('<old>')
  })

  test('that comes to a glob while the stage runs counts from the next run on', async () => {
    const project = slowProject()
    project.edit('pipeline.yaml', 'source: data/input.txt', 'source: "data/*.txt"')
    const result = await runWith(project, { before: () => project.write({ 'data/another.txt': 'first by name' }) })
    expect(notices(result)).toEqual([])
    expect(text(project)).toBe('<old>')
    expect((await project.run('status')).code).toBe(1)
    await project.run()
    expect(text(project)).toBe('<first by name>')
  })

  test('that appears beside the one that is read costs nothing, and neither does one beside a stage file', async () => {
    const project = slowProject()
    const result = await runWith(project, {
      before: () => project.write({ 'data/other.txt': '', 'stages/.slow.ts.swp': '' }),
    })
    expect(notices(result)).toEqual([])
    expect((await project.run('status')).code).toBe(0)
  })
})

describe('a code file', () => {
  test('that is edited: what has begun ends with the code that it began with, and the next run takes the new one', async () => {
    const project = slowProject()
    const result = await runWith(project, {
      before: () => project.edit('stages/slow.ts', '{ text }', "{ text: text + '!' }"),
    })
    await expectUnrecorded(project, result, '<old>', '<old>!')
  })

  test('that is edited and put back: the code that ran may have been either', async () => {
    const project = slowProject()
    const result = await runWith(project, {
      before: () => project.edit('lib/decorate.ts', "'<'", "'['"),
      after: () => project.edit('lib/decorate.ts', "'['", "'<'"),
    })
    await expectUnrecorded(project, result, '<old>', '<old>')
  })

  test('of SQL, edited while a stage above it runs', async () => {
    const project = slowProject()
    project.write({
      'stages/rows.ts': `import { defineStage, json, Table, table } from 'millrace'
export default defineStage({ inputs: { text: json<string>() }, outputs: { table: table() }, random: false,
  run: ({ inputs }) => ({ table: Table.from([{ text: inputs.text }]) }) })`,
      'stages/last.sql': "SELECT text || '1' AS text FROM rows",
    })
    project.edit('pipeline.yaml', '  length: { use: stages/length.ts, in: { text: slow.text } }\n', '')
    project.write({
      'pipeline.yaml': `${project.read('pipeline.yaml')}  rows: { use: stages/rows.ts, in: { text: slow.text } }
  last: { use: stages/last.sql, in: { rows: rows.table } }
`,
    })
    const result = await runWith(project, { before: () => project.edit('stages/last.sql', "'1'", "'2'") })
    expect(notices(result)).toEqual(['N_INPUT_CHANGED'])
    expect(await project.rows('artifacts/slow/last/table.parquet')).toEqual([{ text: '<old>1' }])
    expect((await project.run('status')).code).toBe(1)
    expect(ran(await project.run('--json'))).toEqual(['last'])
    expect(await project.rows('artifacts/slow/last/table.parquet')).toEqual([{ text: '<old>2' }])
  })

  test('that is edited while the pipeline is being opened is run as it is now in the next run at the latest', async () => {
    const give = (value: string) => `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { value: json() }, random: false, run: () => ({ value: '${value}' }) })`
    const project = new ProjectRig({
      'pipeline.yaml': 'name: opening\nstages:\n  quick: { use: stages/quick.ts }\n  slow: { use: stages/slow.ts }\n',
      'stages/quick.ts': give('old'),
    })
    project.write({
      'stages/slow.ts': `import { existsSync, writeFileSync } from 'node:fs'
writeFileSync('${project.path('begun')}', '')
while (!existsSync('${project.path('go')}')) await new Promise((resolve) => setTimeout(resolve, 5))
${give('slow')}`,
    })
    const running = project.start([])
    await project.appears('begun')
    // The bundle of the other stage is made while this one is being loaded.
    await new Promise((resolve) => setTimeout(resolve, 300))
    project.edit('stages/quick.ts', 'old', 'new')
    project.write({ go: '' })
    expect((await running.finished).code).toBe(0)
    await project.run()
    await project.run()
    expect(project.json('artifacts/opening/quick/value.json')).toBe('new')
  })
})

test('the pipeline file, edited while its stages run: they end as they began, and the next status tells the difference', async () => {
  const project = slowProject()
  const result = await runWith(project, {
    before: () => {
      project.write({ 'data/second.txt': 'second' })
      project.edit('pipeline.yaml', 'data/input.txt', 'data/second.txt')
    },
  })
  expect(result.code).toBe(0)
  expect(text(project)).toBe('<old>')
  const status = await project.run('status')
  expect(status.code).toBe(1)
  expect(status.stderr).toContain('input source reads data/second.txt now, was data/input.txt')
  await project.run()
  expect(text(project)).toBe('<second>')
  // What was made for the first file is kept under its key.
  project.edit('pipeline.yaml', 'data/second.txt', 'data/input.txt')
  expect((await project.run('status')).code).toBe(0)
})
