import { MillraceError } from '../base/errors/millrace-error.ts'
import type { ArtifactRecord } from './contracts/artifact.ts'
import type { Part } from './definition/definition.ts'
import { instantiate, labelIn } from './fan/instantiate.ts'
import { spreadFan } from './fan/spread-fan.ts'
import type { LinkedPipeline, LinkedStage } from './link.ts'
import type { RunContext } from './run-context.ts'

/** What the outputs of one stage are. */
export type StageOutputs = Readonly<Record<string, ArtifactRecord>>

/** What selected stages read from stages that are not selected. */
export interface OutputsAbove {
  readonly outputs: Map<string, StageOutputs>
  /** The pipeline with the fans among those stages in the instances that they had. */
  readonly pipeline: LinkedPipeline
}

/**
 * For `--only`: what the selected stages read from stages that are not selected, as those last gave it.
 * @throws E_NEVER_RUN, E_STORE_CORRUPT
 */
export async function outputsAbove(context: RunContext, selected: readonly string[]): Promise<OutputsAbove> {
  const chosen = new Set(selected)
  const outputs = new Map<string, StageOutputs>()
  let { pipeline } = context
  for (const name of selected) {
    for (const parent of context.pipeline.graph.parents.get(name)!) {
      if (chosen.has(parent) || outputs.has(parent) || !pipeline.stages.has(parent)) continue
      const stage = pipeline.stages.get(parent)!
      if (stage.node.each === undefined) {
        outputs.set(parent, await lastOutputs(context, parent, name))
        continue
      }
      const instances = lastInstances(context, stage)
      for (const { node } of instances.values()) outputs.set(node.name, await lastOutputs(context, node.name, name))
      pipeline = spreadFan(
        pipeline,
        parent,
        [...instances.keys()].map((label) => ({ label, value: label, source: stage.node.each!.wire })),
        instances,
      )
    }
  }
  return { outputs, pipeline }
}

/** The instances that a fan had in the last run. */
function lastInstances({ lock }: RunContext, fan: LinkedStage): Map<string, LinkedStage> {
  const labels = Object.keys(lock?.stages ?? {}).flatMap((name) => labelIn(fan.node.name, name) ?? [])
  return new Map(
    labels.map((label) => {
      const part: Part = { label, value: label, source: fan.node.each!.wire }
      return [label, { ...fan, node: { ...instantiate({ ...fan.node, params: {} }, part), params: fan.node.params } }]
    }),
  )
}

async function lastOutputs({ lock, store }: RunContext, parent: string, child: string): Promise<StageOutputs> {
  const locked = lock?.stages[parent]
  const entry = locked && store.actions(locked.fingerprint)[0]
  const hint = `Run \`millrace run ${child}\` without --only.`
  if (entry === undefined) {
    throw new MillraceError('E_NEVER_RUN', `stage "${child}" reads from "${parent}", which has no result yet`, { hint })
  }
  for (const [output, { file }] of Object.entries(entry.outputs)) {
    if ((await store.verifyObject(file)) === 'intact') continue
    throw new MillraceError('E_STORE_CORRUPT', `the stored output "${parent}.${output}" is damaged or gone`, { hint })
  }
  return entry.outputs
}
