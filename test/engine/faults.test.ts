import { chmodSync, rmSync, truncateSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { notices, ProjectRig, ran } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'

/** A stage that says when it has begun, and goes on when it is told to. */
const slow = (folder: string) => `
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { defineStage, file, json } from 'millrace'

export default defineStage({
  inputs: { source: file() },
  outputs: { text: json<string>() },
  random: false,
  async run({ inputs }) {
    const before = readFileSync(inputs.source.files[0]!.path, 'utf8')
    writeFileSync('${folder}/begun', '')
    while (!existsSync('${folder}/go')) await new Promise((resolve) => setTimeout(resolve, 5))
    return { text: before + '|' + readFileSync(inputs.source.files[0]!.path, 'utf8') }
  },
})
`

function slowProject(): ProjectRig {
  const project = new ProjectRig({
    'pipeline.yaml': `name: slow
stages:
  slow: { use: stages/slow.ts, in: { source: data/input.txt } }
  length: { use: stages/length.ts, in: { text: slow.text } }
`,
    'data/input.txt': 'old',
    'stages/length.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { text: json<string>() }, outputs: { length: json() }, random: false,
  run: ({ inputs }) => ({ length: inputs.text.length }) })`,
  })
  project.write({ 'stages/slow.ts': slow(project.path('signals')), 'signals/readme': '' })
  return project
}

describe('a file that changes while a stage runs', () => {
  test('an edited input: the result is used, not kept, and the next status says so', async () => {
    const project = slowProject()
    const running = project.start(['--json'])
    await project.appears('signals/begun')
    project.write({ 'data/input.txt': 'new text' })
    project.write({ 'signals/go': '' })
    const result = await running.finished
    expect(result.code).toBe(0)
    expect(ran(result)).toEqual(['slow', 'length'])
    expect(notices(result)).toEqual(['N_INPUT_CHANGED'])
    expect(project.json('artifacts/slow/slow/text.json')).toBe('old|new text')
    expect(project.json<{ stages: object }>('pipeline.lock').stages).not.toHaveProperty('slow')
    expect((await project.run('status')).code).toBe(1)
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 2 })
    expect(project.json('artifacts/slow/slow/text.json')).toBe('new text|new text')
  })

  test('one that is edited and put back is not trusted either', async () => {
    const project = slowProject()
    const running = project.start(['--json'])
    await project.appears('signals/begun')
    project.write({ 'data/input.txt': 'for a moment' })
    project.write({ 'data/input.txt': 'old' })
    project.write({ 'signals/go': '' })
    expect(notices(await running.finished)).toEqual(['N_INPUT_CHANGED'])
    const status = await project.run('status')
    expect(status.code).toBe(1)
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 1, reused: 1 })
    expect((await project.run('status')).code).toBe(0)
  })

  test('the stage itself: what has begun ends with the code that it began with, and the next run takes the new one', async () => {
    const project = slowProject()
    const running = project.start(['--json'])
    await project.appears('signals/begun')
    project.edit('stages/slow.ts', 'before +', `'edited ' + before +`)
    project.write({ 'signals/go': '' })
    expect((await running.finished).code).toBe(0)
    expect(project.json('artifacts/slow/slow/text.json')).toBe('old|old')
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 2 })
    expect(project.json('artifacts/slow/slow/text.json')).toBe('edited old|old')
  })

  test('a file that appears beside an input or a stage file costs nothing', async () => {
    const project = slowProject()
    const running = project.start(['--json'])
    await project.appears('signals/begun')
    project.write({ 'data/other.txt': '', 'stages/.slow.ts.swp': '' })
    project.write({ 'signals/go': '' })
    expect(notices(await running.finished)).toEqual([])
    expect((await project.run('status')).code).toBe(0)
  })
})

describe('the store', () => {
  test('an object that was truncated is said to be damaged, set aside and made again', async () => {
    const project = new ProjectRig(tablesProject)
    await project.run()
    const file = object(project, 'big', 'table')
    chmodSync(project.path(file), 0o644)
    truncateSync(project.path(file), 100)
    const result = await project.run('--json')
    expect(result.code).toBe(0)
    expect(result.events.find(({ type }) => type === 'stage-started')).toMatchObject({
      stage: 'big',
      reasons: [{ type: 'damaged-result', output: 'table' }],
    })
    expect(ran(result)).toEqual(['big'])
    expect(project.list('artifacts/.store/damaged')).toHaveLength(1)
    expect(await project.rows('artifacts/tables/big/table.parquet')).toHaveLength(7)
    expect((await project.run('verify')).code).toBe(0)
  })

  test('an object that is gone is made again, and no other stage runs', async () => {
    const project = new ProjectRig(tablesProject)
    await project.run()
    rmSync(project.path(object(project, 'rows', 'table')))
    const status = await project.run('status')
    expect(status.stderr).toContain('its result is not in this store')
    expect(ran(await project.run('--json'))).toEqual(['rows'])
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 3 })
  })

  test('a damaged object is not handed to a stage that runs with --only', async () => {
    const project = new ProjectRig(tablesProject)
    await project.run()
    const file = object(project, 'big', 'table')
    chmodSync(project.path(file), 0o644)
    truncateSync(project.path(file), 100)
    const result = await project.run('run', 'count', '--only', '--force')
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('E_STORE_CORRUPT')
    expect(result.stderr).toContain('big.table')
  })

  test('a store whose memory is lost or damaged is found out again', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    for (const path of Object.keys(project.contents('artifacts/.store/memo'))) project.write({ [path]: '{ "half' })
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    rmSync(project.path('artifacts/.store/memo'), { recursive: true })
    rmSync(project.path('artifacts/.store/code'), { recursive: true })
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
  })
})

describe('an artifact', () => {
  test('that was edited by hand is put aside under a name that is printed, and what the store holds comes back', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.write({ 'artifacts/numbers/sum/total.json': '99999' })
    const result = await project.run('--json')
    expect(result.events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    const notice = result.events.find(({ type }) => type === 'notice')
    expect(notice).toMatchObject({ code: 'N_EDITED_BY_HAND', stage: 'sum' })
    const aside = project.list('artifacts/numbers/sum').find((name) => name.includes('.edited-'))!
    expect(notice!.message).toContain(aside)
    expect(project.read(`artifacts/numbers/sum/${aside}`)).toBe('99999')
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)
    // Once said, it is over, and the file stays.
    expect(notices(await project.run('--force', '--json'))).toEqual([])
    expect(project.list('artifacts/numbers/sum')).toContain(aside)
  })

  test('that is deleted comes back, and writing through one does not reach the store', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    rmSync(project.path('artifacts/numbers'), { recursive: true })
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    project.write({ 'artifacts/numbers/judge/verdict.json': '"written through"' })
    expect(project.read(object(project, 'judge', 'verdict'))).toBe('"under"')
  })

  test('what a person has put beside the artifacts stays there', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.write({ 'artifacts/numbers/sum/notes.txt': 'mine', 'artifacts/numbers/sum/old/notes.txt': 'mine too' })
    project.edit('pipeline.yaml', 'factor: 2', 'factor: 3')
    await project.run()
    expect(project.read('artifacts/numbers/sum/notes.txt')).toBe('mine')
    expect(project.read('artifacts/numbers/sum/old/notes.txt')).toBe('mine too')
  })

  test('of an output that the stage no longer has is taken away', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    for (const path of ['stages/judge.ts'])
      project.write({ [path]: project.read(path).replaceAll('verdict', 'opinion') })
    await project.run()
    expect(project.list('artifacts/numbers/judge')).toEqual(['opinion.json'])
  })
})

/** Path of a stored output. */
function object(project: ProjectRig, stage: string, output: string): string {
  const { stages } = project.json<{ stages: Record<string, { outputs: Record<string, { file: string }> }> }>(
    'pipeline.lock',
  )
  const { file } = stages[stage]!.outputs[output]!
  return `artifacts/.store/objects/${file.slice(0, 2)}/${file}`
}
