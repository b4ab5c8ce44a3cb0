import type { ErrorDocument } from '../base/errors/millrace-error.ts'
import type { ActionEntry } from '../engine/contracts/cache.ts'
import { reach } from '../engine/graph.ts'
import type { Planned } from '../engine/plan.ts'
import { selectStages } from '../engine/select-stages.ts'
import { eachRun } from './history/read-runs.ts'
import type { Project } from './open-project.ts'
import { planProject } from './plan-project.ts'

/** Why one stage would or would not run, and what is known of the result that it has. */
export interface Explanation {
  readonly stage: string
  readonly verdict: Planned
  /** The result that stands, or that stood until something changed. */
  readonly last?: LastResult
  /** The last try, where it failed and nothing has come of the stage since. */
  readonly failed?: { readonly run: string; readonly at: string; readonly error: ErrorDocument }
  /** Of a stage that waits: the stale stages above it, which are why. */
  readonly because: readonly string[]
}

export interface LastResult {
  /** When it was made, as an ISO date and time. */
  readonly at: string
  readonly seconds: number
  /** The run that made it, where that is still recorded. */
  readonly run?: string
}

/**
 * Explains the named stages, or all.
 * @throws E_UNKNOWN_STAGE
 */
export async function explainProject(project: Project, stages: readonly string[]): Promise<Explanation[]> {
  const { definition } = project.pipeline
  const { stages: verdicts, pipeline } = await planProject(project, { stages })
  const { graph } = pipeline
  const asked = selectStages(pipeline, { stages, only: true }).stages
  const results = new Map(asked.map((stage) => [stage, lastResult(project, stage, verdicts.get(stage)!)]))
  const history = tellHistory(project.paths.store, definition.name, results)
  return asked.map((stage): Explanation => {
    const verdict = verdicts.get(stage)!
    const entry = results.get(stage)
    const run = history.madeBy.get(stage)
    const isJudged = verdict.type === 'reuse' || verdict.type === 'fail'
    const failed = isJudged ? undefined : history.failed.get(stage)
    return {
      stage,
      verdict,
      ...(entry === undefined
        ? {}
        : {
            last: {
              at: new Date(entry.finishedAt).toISOString(),
              seconds: entry.seconds,
              ...(run === undefined ? {} : { run }),
            },
          }),
      ...(failed === undefined ? {} : { failed }),
      because:
        verdict.type === 'wait'
          ? [...reach([stage], graph.parents)].filter((above) => verdicts.get(above)?.type === 'run').sort(byOrder)
          : [],
    }
  })

  function byOrder(a: string, b: string): number {
    return graph.order.indexOf(a) - graph.order.indexOf(b)
  }
}

function lastResult({ store, lock }: Project, stage: string, verdict: Planned): ActionEntry | undefined {
  if (verdict.type === 'reuse' || (verdict.type === 'fail' && verdict.entry)) return verdict.entry
  const locked = lock?.stages[stage]
  return locked && store.actions(locked.fingerprint)[0]
}

/** In which run each result was made, and which stages failed since; records are read back until all is known. */
function tellHistory(store: string, pipeline: string, results: ReadonlyMap<string, ActionEntry | undefined>) {
  const madeBy = new Map<string, string>()
  const failed = new Map<string, NonNullable<Explanation['failed']>>()
  const seen = new Set<string>()
  const open = new Set(results.keys())
  for (const { id, startedAt, stages } of eachRun(store, pipeline)) {
    for (const stage of open) {
      const { state, fingerprint, error } = stages[stage] ?? {}
      if (state === undefined || state === 'blocked' || state === 'stopped') continue
      if (error !== undefined && !seen.has(stage)) failed.set(stage, { run: id, at: startedAt, error })
      seen.add(stage)
      const wanted = results.get(stage)?.fingerprint
      const made = state === 'ran' && fingerprint === wanted
      if (made) madeBy.set(stage, id)
      if (made || wanted === undefined) open.delete(stage)
    }
    if (open.size === 0) break
  }
  return { madeBy, failed }
}
