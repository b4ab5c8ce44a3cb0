import { type ErrorDocument, isMillraceError } from '../base/errors/millrace-error.ts'
import { checkError } from './checks/check-error.ts'
import { checkStage } from './checks/check-stage.ts'
import type { CheckOutcome } from './checks/outcome.ts'
import type { ActionEntry } from './contracts/cache.ts'
import type { Verdict } from './decide-stage.ts'
import type { LinkedPipeline, LinkedStage } from './link.ts'
import { startProgress } from './progress.ts'
import type { RunContext } from './run-context.ts'
import type { SelectedStages } from './select-stages.ts'
import { takeTurn } from './take-turn.ts'

/** What a run would do with one stage. */
export type Planned = (
  | Verdict
  | { readonly type: 'skip'; readonly because: string }
  /** Its condition or its parts cannot be made sense of, or it has a result that does not pass its checks. */
  | { readonly type: 'fail'; readonly error: ErrorDocument; readonly entry?: ActionEntry }
  /** It reads, perhaps through others, from a stage that fails. */
  | { readonly type: 'blocked'; readonly by: string }
) & {
  /** What was judged of the result that there is. */
  readonly checks?: readonly CheckOutcome[]
}

export interface Plan {
  /** In an order in which the stages can run; instances of fans are there as far as their parts are known. */
  readonly stages: ReadonlyMap<string, Planned>
  /** The pipeline with those fans spread out. */
  readonly pipeline: LinkedPipeline
}

/**
 * What a run of the selected stages would do, stage by stage, without doing it: a function of definition, digests and
 * store. A stage below one that must run can only be said to wait: its turn may be cut off when the output is the same.
 */
export async function planStages(context: RunContext, selected: SelectedStages): Promise<Plan> {
  const progress = await startProgress(context, selected)
  const planned = new Map<string, Planned>()
  // Instances that come to light are put where their fan stood, so that what reads them comes after them.
  const agenda = [...selected.stages].reverse()
  for (let name = agenda.pop(); name !== undefined; name = agenda.pop()) {
    const by = failing(name)
    if (by !== undefined) {
      planned.set(name, { type: 'blocked', by })
      continue
    }
    const turn = await takeTurn(progress, name).catch((error: unknown) => {
      if (isMillraceError(error)) return { type: 'fail', error: error.toDocument() } as const
      throw error
    })
    if (turn.type === 'spread') {
      agenda.push(...turn.instances.toReversed())
      continue
    }
    const stage = turn.type === 'reuse' ? await judged(context, progress.pipeline.stages.get(name)!, turn) : turn
    planned.set(name, stage)
    if (stage.type === 'reuse') progress.outputs.set(name, stage.entry.outputs)
    if (stage.type === 'skip') progress.skipped.set(name, stage.because)
  }
  return { stages: planned, pipeline: progress.pipeline }

  function failing(name: string): string | undefined {
    const above = progress.pipeline.graph.parents.get(name)!.map((parent) => [parent, planned.get(parent)] as const)
    const found = above.find(([, plan]) => plan?.type === 'fail' || plan?.type === 'blocked')
    return found?.[1]?.type === 'blocked' ? found[1].by : found?.[0]
  }
}

/** A result that is there, judged as a run would judge it. */
async function judged(
  context: RunContext,
  { node }: LinkedStage,
  turn: Extract<Verdict, { type: 'reuse' }>,
): Promise<Planned> {
  if (node.checks.length === 0) return turn
  const checks = await checkStage(context, node.checks, turn.entry.outputs)
  const error = checkError(checks)
  return error === undefined ? { ...turn, checks } : { type: 'fail', error, entry: turn.entry, checks }
}

/** Whether a run would have something to do with it, or something to say. */
export function isStale({ type }: Planned): boolean {
  return type !== 'reuse' && type !== 'skip'
}
