import { renameSync, rmSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type Followed, follow } from '../rig/follow.ts'
import { type Line, ProjectRig, type RunningCli, stagesOf } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

/** Longer than any wait between two looks at the files. */
const aWhileMs = 1500

function watch(project: ProjectRig, ...args: string[]): { running: RunningCli; seen: Followed } {
  const running = project.start(['--watch', '--json', ...args])
  return { running, seen: follow(running) }
}

/** What happened until the watch waits again. */
const round = (seen: Followed): Promise<Line[]> => seen.until(({ type }) => type === 'watch-waiting')

const started = (events: readonly Line[]) => stagesOf(events, 'stage-started').sort()
const finished = (events: readonly Line[]) => events.find(({ type }) => type === 'run-finished')

async function end({ process, finished }: RunningCli): Promise<number | null> {
  process.kill('SIGINT')
  return (await finished).code
}

describe('run --watch', () => {
  test('runs what is stale after an edit of a helper, a stage, an input and the pipeline file, and nothing else', async () => {
    const project = new ProjectRig(numbersProject)
    const { running, seen } = watch(project)
    expect(finished(await round(seen))).toMatchObject({ ok: true, ran: 4 })

    project.edit('lib/unit.ts', 'return 1', 'return 2')
    const helper = await round(seen)
    expect(helper[0]).toMatchObject({
      type: 'change-noticed',
      paths: [project.path('lib/unit.ts')],
      at: expect.any(Number),
    })
    expect(started(helper)).toEqual(['judge', 'other', 'scale', 'sum'])

    project.edit('stages/judge.ts', `'under'`, `'below'`)
    expect(started(await round(seen))).toEqual(['judge'])
    expect(project.json('artifacts/numbers/judge/verdict.json')).toBe('below')

    project.edit('pipeline.yaml', 'start: 1', 'start: 5')
    const parameter = await round(seen)
    expect(started(parameter)).toEqual(['other'])
    expect(parameter.find(({ type }) => type === 'stage-started')).toMatchObject({
      reasons: [{ type: 'param-changed', path: 'start', from: 1, to: 5 }],
    })

    // As editors write: to another name, then renamed into place.
    project.write({ 'data/numbers.json.new': [10] })
    renameSync(project.path('data/numbers.json.new'), project.path('data/numbers.json'))
    expect(started(await round(seen))).toEqual(['judge', 'other', 'scale', 'sum'])
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(40)

    expect(await end(running)).toBe(130)
    // A run without --watch finds all of it done, and need not even look.
    expect((await project.run()).stderr).toContain('Nothing to do: 0 stages ran, 4 are up to date.')
  })

  test('says nothing of a save that changes nothing, and says what came back from the store', async () => {
    const project = new ProjectRig(numbersProject)
    const { running, seen } = watch(project)
    await round(seen)
    project.edit('stages/sum.ts', 'export default', '// a comment\nexport default')
    project.write({ 'stages/.judge.ts.swp': 'what an editor leaves for a while', 'notes.md': 'not read by anything' })
    await setTimeout(aWhileMs)
    project.edit('pipeline.yaml', 'factor: 2', 'factor: 3')
    const edited = await round(seen)
    expect(edited.filter(({ type }) => type === 'run-started')).toHaveLength(1)
    expect(edited[0]).toMatchObject({ type: 'change-noticed', paths: [project.path('pipeline.yaml')] })
    project.edit('pipeline.yaml', 'factor: 3', 'factor: 2')
    const back = await round(seen)
    expect(started(back)).toEqual([])
    expect(finished(back)).toMatchObject({ ran: 0, reused: 4 })
    expect(project.json('artifacts/numbers/scale/numbers.json')).toEqual([2, 4, 6])
    expect(await end(running)).toBe(130)
  })

  test('does not try again what failed until something that it reads changes', async () => {
    const project = new ProjectRig(numbersProject)
    const { running, seen } = watch(project, '--keep-going')
    await round(seen)
    project.edit(
      'stages/sum.ts',
      'run: ({',
      `run: ({ inputs: { numbers } }) => { throw new Error('no ' + numbers) }, also: ({`,
    )
    expect(stagesOf(await round(seen), 'stage-failed').sort()).toEqual(['other', 'sum'])
    // Nothing loops.
    const before = seen.events.length
    await setTimeout(aWhileMs)
    expect(seen.events.slice(before)).toEqual([])

    project.edit('pipeline.yaml', 'start: 1', 'start: 5')
    const elsewhere = await round(seen)
    expect(started(elsewhere)).toEqual(['other'])
    expect(elsewhere.find(({ type, stage }) => type === 'stage-failed' && stage === 'sum')).toMatchObject({
      again: true,
    })

    project.edit('stages/sum.ts', `throw new Error('no ' + numbers)`, 'return { total: numbers.length }')
    expect(started(await round(seen))).toEqual(['judge', 'other', 'sum'])
    expect(await end(running)).toBe(130)
    expect((await project.run('status')).code).toBe(0)
  })

  test('waits out a pipeline, a stage, a helper and an input that are broken for a moment', async () => {
    const project = new ProjectRig(numbersProject)
    const { running, seen } = watch(project)
    await round(seen)
    const codes = (events: readonly Line[]) =>
      events.filter(({ type }) => type === 'error').map(({ error }) => (error as { code: string }).code)

    project.edit('pipeline.yaml', 'sum.total', 'sum.totla')
    expect(codes(await round(seen))).toEqual(['E_UNKNOWN_OUTPUT'])
    project.edit('pipeline.yaml', 'sum.totla', 'sum.total')
    expect(finished(await round(seen))).toMatchObject({ ok: true, ran: 0, reused: 4 })

    // The file that mends it is in a folder that is not there yet.
    const helper = `import { one } from './new/one.ts'\nexport const unit = (): number => one()\n`
    project.write({ 'lib/unit.ts': helper })
    expect(codes(await round(seen))).toEqual(['E_STAGE_FILE'])
    project.write({ 'lib/new/one.ts': 'export const one = (): number => 3\n' })
    expect(started(await round(seen))).toEqual(['judge', 'other', 'scale', 'sum'])

    rmSync(project.path('data/numbers.json'))
    expect(codes(await round(seen))).toEqual(['E_FILE_NOT_FOUND'])
    project.write({ 'data/numbers.json': [5] })
    expect(started(await round(seen))).toContain('scale')
    expect(project.json('artifacts/numbers/scale/numbers.json')).toEqual([30])
    expect(await end(running)).toBe(130)
  })

  test('an edit during a run leads to a second run, also one of the stage that is running', async () => {
    const project = new ProjectRig({
      'pipeline.yaml':
        'name: held\nstages:\n  held: { use: held.ts }\n  next: { use: next.ts, in: { of: held.value } }\n',
      'lib/value.ts': 'export const value = 1\n',
      'next.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { of: json<number>() }, outputs: { value: json() }, random: false,
  run: ({ inputs }) => ({ value: inputs.of + 1 }) })`,
    })
    project.write({
      'held.ts': `import { existsSync, writeFileSync } from 'node:fs'
import { defineStage, json } from 'millrace'
import { value } from './lib/value.ts'
export default defineStage({ inputs: {}, outputs: { value: json<number>() }, random: false, async run() {
  writeFileSync('${project.path('begun')}', '')
  while (!existsSync('${project.path('go')}')) await new Promise((resolve) => setTimeout(resolve, 5))
  return { value }
} })`,
    })
    const { running, seen } = watch(project)
    await project.appears('begun')
    project.edit('lib/value.ts', '= 1', '= 2')
    project.edit('next.ts', '+ 1', '+ 10')
    project.write({ go: '' })
    const first = await round(seen)
    expect(started(first)).toEqual(['held', 'next'])
    expect(first.find(({ code }) => code === 'N_INPUT_CHANGED')).toBeDefined()
    expect(started(await round(seen))).toEqual(['held', 'next'])
    expect(project.json('artifacts/held/next/value.json')).toBe(12)
    expect(await end(running)).toBe(130)
    expect((await project.run('status')).code).toBe(0)
  })

  test('ends in the middle of a run as any run does: 130, what is done is kept', async () => {
    const project = new ProjectRig(numbersProject)
    const { running, seen } = watch(project)
    await round(seen)
    project.edit('stages/judge.ts', 'run: ({', 'run: () => new Promise(() => setInterval(() => {}, 1000)), also: ({')
    await seen.until(({ type, stage }) => type === 'stage-started' && stage === 'judge')
    expect(await end(running)).toBe(130)
    const result = await running.finished
    expect(result.events.at(-1)).toMatchObject({ type: 'run-finished', interrupted: true, stopped: 1 })
    expect(result.stderr).toBe('')
  })

  test('tells people what changed and how long after it the result was there', async () => {
    const project = new ProjectRig(numbersProject)
    const running = project.start(['--watch'])
    const seen = follow(running)
    await seen.says('Ctrl-C ends.')
    project.edit('lib/unit.ts', 'return 1', 'return 2')
    await seen.says('after the change')
    expect(seen.stderr()).toMatch(/\nlib\/unit\.ts changed\n/)
    expect(seen.stderr()).toMatch(/Done: 4 stages ran, 0 up to date, [\d.]+ s after the change\.\n/)
    expect(await end(running)).toBe(130)
    expect(seen.stderr()).not.toContain('    at ')
  })

  test.each([
    ['a stage that is not there', ['run', '--watch', 'scael'], 'E_UNKNOWN_STAGE'],
    ['a pipeline file that is not there', ['--watch', '-p', 'other.yaml'], 'E_PIPELINE_NOT_FOUND'],
    ['a dry run', ['--watch', '--dry-run'], '--dry-run'],
  ])('does not wait for %s: no edit can mend it', async (_, args, expected) => {
    const { code, stderr } = await new ProjectRig(numbersProject).run(...args)
    expect(code).toBe(2)
    expect(stderr).toContain(expected)
  })
})
