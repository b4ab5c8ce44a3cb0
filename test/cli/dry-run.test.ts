import { rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CliResult, type Line, ProjectRig, ran, reused, stagesOf } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'

const inState = ({ events }: CliResult, verdict: string) =>
  events
    .filter((event) => event.type === 'stage-planned' && event.verdict === verdict)
    .map(({ stage }) => String(stage))

/** Reasons as data, without the words that a plan adds. */
const reasonsOf = (events: readonly Line[], type: string, stage: string) => {
  const { reasons } = events.find((event) => event.type === type && event.stage === stage)!
  return (reasons as Record<string, unknown>[]).map(({ text: _, ...reason }) => reason)
}

/**
 * Plans, then runs: what was to run runs, for the very reasons that were told; what was to be reused is; what was to wait
 * does one or the other.
 */
async function agree(project: ProjectRig, ...args: string[]): Promise<{ plan: CliResult; run: CliResult }> {
  const before = project.contents('artifacts/.store/actions', 'pipeline.lock')
  const plan = await project.run('--dry-run', '--json', ...args)
  expect(plan.code).toBe(0)
  expect(project.contents('artifacts/.store/actions', 'pipeline.lock')).toEqual(before)
  const run = await project.run('--json', ...args)
  const [toRun, toWait, toReuse] = ['run', 'wait', 'reuse'].map((verdict) => inState(plan, verdict)) as string[][]
  const started = stagesOf(run.events, 'stage-started')
  expect(started.filter((name) => !toWait!.includes(name)).sort()).toEqual(toRun!.sort())
  expect(
    reused(run)
      .filter((name) => !toWait!.includes(name))
      .sort(),
  ).toEqual(toReuse!.sort())
  for (const name of toRun!) {
    expect(reasonsOf(plan.events, 'stage-planned', name)).toEqual(reasonsOf(run.events, 'stage-started', name))
  }
  // What was known of a stage that waits is true when its turn comes.
  for (const name of toWait!.filter((each) => started.includes(each))) {
    const known = reasonsOf(plan.events, 'stage-planned', name)
    expect(reasonsOf(run.events, 'stage-started', name)).toEqual(expect.arrayContaining(known))
  }
  expect(plan.events.at(-1)).toEqual({
    type: 'plan-finished',
    stale: toRun!.length + toWait!.length,
    fresh: toReuse!.length,
  })
  return { plan, run }
}

describe('--dry-run agrees with the run', () => {
  test('on a first run, when nothing changed, and after changes of code, parameters and data', async () => {
    const project = new ProjectRig(numbersProject)
    expect((await agree(project)).plan.events.at(-1)).toMatchObject({ stale: 4 })
    expect((await agree(project)).plan.events.at(-1)).toMatchObject({ stale: 0, fresh: 4 })
    project.edit('lib/unit.ts', 'return 1', 'return 2')
    project.edit('stages/judge.ts', `'under'`, `'below'`)
    expect(ran((await agree(project)).run)).toHaveLength(4)
    project.edit('pipeline.yaml', 'start: 1', 'start: 4')
    expect(ran((await agree(project)).run)).toEqual(['other'])
    writeFileSync(project.path('data/numbers.json'), '[3, 2, 1]')
    await agree(project)
  })

  test('for named stages, --only, --from, --force and --set', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    expect(ran((await agree(project, '--force', 'sum')).run)).toEqual(['sum'])
    expect(ran((await agree(project, '--from', 'sum', '--force')).run)).toEqual(['sum', 'judge'])
    project.edit('stages/judge.ts', `'under'`, `'below'`)
    expect(ran((await agree(project, '--only', 'judge')).run)).toEqual(['judge'])
    expect(ran((await agree(project, '--set', 'sum.start=500')).run)).toEqual(['sum', 'judge'])
  })

  test('where an output comes out the same, is lost, or its result is damaged', async () => {
    const project = new ProjectRig(tablesProject)
    await project.run()
    project.edit('stages/big.sql', '$least', '$least AND 1=1')
    const { plan, run } = await agree(project)
    expect(inState(plan, 'wait')).toEqual(['count'])
    expect(ran(run)).toEqual(['big'])
    const { file } = (
      project.json('pipeline.lock') as { stages: Record<string, { outputs: Record<string, { file: string }> }> }
    ).stages.big!.outputs.table!
    rmSync(project.path(`artifacts/.store/objects/${file.slice(0, 2)}/${file}`))
    expect(ran((await agree(project)).run)).toEqual(['big'])
  })
})
