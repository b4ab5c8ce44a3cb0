import { type ErrorDocument, isMillraceError } from '../base/errors/millrace-error.ts'
import type { Verdict } from './decide-stage.ts'
import type { LinkedPipeline } from './link.ts'
import { startProgress } from './progress.ts'
import type { RunContext } from './run-context.ts'
import type { SelectedStages } from './select-stages.ts'
import { takeTurn } from './take-turn.ts'

/** What a run would do with one stage. */
export type Planned =
  | Verdict
  | { readonly type: 'skip'; readonly because: string }
  /** Its condition or its parts cannot be made sense of. */
  | { readonly type: 'fail'; readonly error: ErrorDocument }

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
    const turn = await takeTurn(progress, name).catch((error: unknown) => {
      if (isMillraceError(error)) return { type: 'fail', error: error.toDocument() } as const
      throw error
    })
    if (turn.type === 'spread') {
      agenda.push(...turn.instances.toReversed())
      continue
    }
    planned.set(name, turn)
    if (turn.type === 'reuse') progress.outputs.set(name, turn.entry.outputs)
    if (turn.type === 'skip') progress.skipped.set(name, turn.because)
  }
  return { stages: planned, pipeline: progress.pipeline }
}

/** Whether a run would have something to do with it, or something to say. */
export function isStale({ type }: Planned): boolean {
  return type !== 'reuse' && type !== 'skip'
}
