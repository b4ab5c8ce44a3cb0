import type { BorderInput } from './definition/definition.ts'
import { type BorderContent, readBorderContents } from './inputs/border-contents.ts'
import type { LinkedPipeline } from './link.ts'
import { outputsAbove, type StageOutputs } from './outputs-above.ts'
import type { RunContext } from './run-context.ts'
import type { SelectedStages } from './select-stages.ts'

/** How far a plan or a run has come: both walk through the pipeline with the same state and the same turns. */
export interface Progress {
  readonly context: RunContext
  readonly selected: SelectedStages
  /** The pipeline as it is known so far: fans are spread out as their parts come to light. */
  pipeline: LinkedPipeline
  readonly border: Map<BorderInput, BorderContent>
  /** What stages gave, for those that are done. */
  readonly outputs: Map<string, StageOutputs>
  /** Stages that do not take part, and why. */
  readonly skipped: Map<string, string>
  /** Run even when nothing has changed. */
  readonly forced: Set<string>
}

/** @throws E_FILE_NOT_FOUND, E_URL, E_NEVER_RUN, E_STORE_CORRUPT */
export async function startProgress(context: RunContext, selected: SelectedStages): Promise<Progress> {
  const { stages } = context.pipeline
  const nodes = selected.stages.map((name) => stages.get(name)!.node)
  const border = await readBorderContents(nodes, context.store.digests, context.downloads)
  const above = await outputsAbove(context, selected.stages)
  return {
    context,
    selected,
    pipeline: above.pipeline,
    border,
    outputs: above.outputs,
    skipped: new Map(),
    forced: new Set(selected.forced),
  }
}
