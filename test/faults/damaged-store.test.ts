import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../src/base/hash.ts'
import { notices, ProjectRig, ran, reused } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'
import { waitingProject } from './rig/waiting-stage.ts'

/** Path of a stored output. */
function object(project: ProjectRig, stage: string, output: string): string {
  const { stages } = project.json<{ stages: Record<string, { outputs: Record<string, { file: string }> }> }>(
    'pipeline.lock',
  )
  const { file } = stages[stage]!.outputs[output]!
  return project.path(`artifacts/.store/objects/${file.slice(0, 2)}/${file}`)
}

/** Every object of the store has the content that its name says. */
function expectIntact(project: ProjectRig): void {
  const objects = Object.entries(project.contents('artifacts/.store/objects'))
  expect(objects.length).toBeGreaterThan(0)
  for (const [path, bytes] of objects) expect(path.endsWith(sha256(Buffer.from(bytes, 'latin1')))).toBe(true)
}

async function builtProject(files: Readonly<Record<string, unknown>> = tablesProject): Promise<ProjectRig> {
  const project = new ProjectRig(files)
  expect((await project.run()).code).toBe(0)
  return project
}

describe('an object of the store', () => {
  const damages: Readonly<Record<string, (path: string, project: ProjectRig) => void>> = {
    truncated: (path) => truncateSync(path, 100),
    emptied: (path) => truncateSync(path, 0),
    'overwritten in one byte': (path) => writeFileSync(path, 'X', { flag: 'r+' }),
    'replaced by another table, as whole as it was': (path, project) =>
      writeFileSync(path, readFileSync(object(project, 'rows', 'table'))),
    'replaced by a folder': (path) => {
      rmSync(path)
      mkdirSync(path)
    },
  }

  test(`that was ${Object.keys(damages).join(', ')} is never served, said to be damaged, set aside under a name that is printed, and made again`, async () => {
    const project = await builtProject()
    const clean = project.contents('artifacts/tables')
    const path = object(project, 'big', 'table')
    for (const damage of Object.values(damages)) {
      chmodSync(path, 0o644)
      damage(path, project)
      // Looking changes nothing, and says the same as the run.
      const status = await project.run('status')
      expect(status.code).toBe(1)
      expect(status.stderr).toContain('its stored output "table" is damaged')
      const result = await project.run('--json')
      expect(result.code).toBe(0)
      expect(ran(result)).toEqual(['big'])
      expect(result.events.find(({ type }) => type === 'stage-started')).toMatchObject({
        stage: 'big',
        reasons: [{ type: 'damaged-result', output: 'table' }],
      })
      const notice = result.events.find(({ code }) => code === 'N_DAMAGED')
      expect(notice).toMatchObject({
        stage: 'big',
        message: expect.stringContaining('big.table is damaged and is made again'),
      })
      const [aside] = project.list('artifacts/.store/damaged')
      expect(notice!.message).toContain(join('artifacts/.store/damaged', aside!))
      rmSync(project.path('artifacts/.store/damaged'), { recursive: true })
      expectIntact(project)
      expect(project.contents('artifacts/tables')).toEqual(clean)
    }
    expect(notices(await project.run('--json', '--force'))).toEqual([])
  })

  test('that is gone is made again, and no other stage runs', async () => {
    const project = await builtProject()
    rmSync(object(project, 'rows', 'table'))
    const status = await project.run('status')
    expect(status.stderr).toContain('its result is not in this store')
    expect(ran(await project.run('--json'))).toEqual(['rows'])
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 3 })
    expectIntact(project)
  })

  test('that was made writable is looked at again, said, and read-only again', async () => {
    const project = await builtProject()
    const path = object(project, 'big', 'table')
    chmodSync(path, 0o666)
    const result = await project.run('--json')
    expect(ran(result)).toEqual([])
    expect(result.events.find(({ code }) => code === 'N_DAMAGED')).toMatchObject({
      stage: 'big',
      message: expect.stringContaining('big.table had been made writable'),
    })
    expect(statSync(path).mode & 0o777).toBe(0o444)
    expect(notices(await project.run('--json'))).toEqual([])
  })

  test('that was changed and made read-only again is not taken at its mode', async () => {
    const project = await builtProject()
    const path = object(project, 'big', 'table')
    chmodSync(path, 0o644)
    truncateSync(path, 100)
    chmodSync(path, 0o444)
    expect(notices(await project.run('--json'))).toEqual(['N_DAMAGED'])
    expectIntact(project)
  })

  test('that is damaged is not handed to a stage that runs with --only', async () => {
    const project = await builtProject()
    const path = object(project, 'big', 'table')
    chmodSync(path, 0o644)
    truncateSync(path, 100)
    const result = await project.run('run', 'count', '--only', '--force')
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('E_STORE_CORRUPT')
    expect(result.stderr).toContain('big.table')
  })

  test('that is changed while a stage above the reader runs is not handed on; the next run makes it again', async () => {
    const project = waitingProject()
    project.edit('pipeline.yaml', '{ value: second.value }', '{ value: second.value, more: first.value }')
    project.edit('stages/third.ts', 'value: json<number>()', 'value: json<number>(), more: json<number>()')
    const running = project.start([])
    await project.appears('signals/begun')
    // The first output is `1`; what is put in its place is as good a number.
    const path = project.path(`artifacts/.store/objects/${sha256('1').slice(0, 2)}/${sha256('1')}`)
    chmodSync(path, 0o644)
    writeFileSync(path, '7')
    project.write({ 'signals/go': '' })
    const result = await running.finished
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('E_STORE_CORRUPT')
    expect(result.stderr).toContain('first.value')
    const next = await project.run('--json')
    expect(notices(next)).toEqual(['N_DAMAGED'])
    expect(ran(next)).toContain('first')
    expect(project.json('artifacts/row/third/value.json')).toBe(20)
  })

  test('that a stage itself writes through its input is damaged: its result is not kept', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': `name: vandal
stages:
  text: { use: stages/text.ts }
  vandal: { use: stages/vandal.ts, in: { text: text.text } }
`,
      'stages/text.ts': `import { defineStage, file } from 'millrace'
export default defineStage({ inputs: {}, outputs: { text: file() }, random: false, run: () => ({ text: 'mine' as never }) })`,
      'stages/vandal.ts': `import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { defineStage, file, json } from 'millrace'
export default defineStage({ inputs: { text: file() }, outputs: { seen: json() }, random: false,
  run({ inputs }) {
    const [{ path }] = inputs.text.files as [{ path: string }]
    chmodSync(path, 0o644)
    writeFileSync(path, 'yours')
    return { seen: readFileSync(path, 'utf8') }
  } })`,
    })
    const result = await project.run('--json')
    expect(notices(result)).toEqual(['N_INPUT_CHANGED'])
    const next = await project.run('--json')
    expect(notices(next)).toContain('N_DAMAGED')
    expect(ran(next)).toEqual(['text', 'vandal'])
  })
})

describe('an empty or torn file', () => {
  const places = [
    'objects',
    'actions',
    'code',
    'memo/code',
    'memo/manifests',
    'memo/previews',
    'memo/snapshots',
    'memo',
    'runs',
  ]

  test.each([
    ['nothing', ''],
    ['zeros', '\0\0\0\0'],
    ['half a document', '{"half'],
  ])('of %s in any folder of the store is made again, and nothing wrong comes out', async (_, damage) => {
    const project = await builtProject()
    const clean = project.contents('artifacts/tables', 'pipeline.lock')
    for (const place of places) {
      const files = Object.keys(project.contents(`artifacts/.store/${place}`))
      expect(files.length).toBeGreaterThan(0)
      for (const path of files) {
        chmodSync(project.path(path), 0o644)
        writeFileSync(project.path(path), damage)
      }
      const result = await project.run('--json')
      expect([place, result.code, result.stderr]).toEqual([place, 0, ''])
      expect(project.contents('artifacts/tables', 'pipeline.lock')).toEqual(clean)
      expectIntact(project)
    }
    expect((await project.run('status')).code).toBe(0)
  })

  test('in place of the lock file costs no stage', async () => {
    const project = await builtProject()
    const lock = project.read('pipeline.lock')
    project.write({ 'pipeline.lock': '' })
    expect(reused(await project.run('--json'))).toHaveLength(3)
    expect(project.read('pipeline.lock')).toBe(lock)
  })

  test('in place of an artifact is what somebody made of it: it is put aside, and the artifact comes back', async () => {
    const project = await builtProject()
    project.write({ 'artifacts/tables/big/table.parquet': '' })
    expect(notices(await project.run('--json'))).toEqual(['N_EDITED_BY_HAND'])
    expect(await project.rows('artifacts/tables/big/table.parquet')).toHaveLength(7)
  })
})

test('a store whose memory is lost or damaged is found out again', async () => {
  const project = await builtProject(numbersProject)
  for (const path of Object.keys(project.contents('artifacts/.store/memo'))) project.write({ [path]: '{ "half' })
  expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
  rmSync(project.path('artifacts/.store/memo'), { recursive: true })
  rmSync(project.path('artifacts/.store/code'), { recursive: true })
  expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
})

test('code that was changed in the store does not run: it is bundled again', async () => {
  const project = await builtProject(numbersProject)
  for (const path of Object.keys(project.contents('artifacts/.store/code'))) {
    expect(existsSync(project.path(path))).toBe(true)
    project.edit(path, 'export', 'process.exit(3);export')
  }
  const result = await project.run('--json', '--force')
  expect(result.code).toBe(0)
  expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)
})
