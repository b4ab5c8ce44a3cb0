import { MillraceError } from '../base/errors/millrace-error.ts'
import type { ArtifactRecord } from './contracts/cache.ts'
import type { RunContext } from './run-context.ts'

/** What the outputs of one stage are. */
export type StageOutputs = Readonly<Record<string, ArtifactRecord>>

/**
 * For `--only`: what the selected stages read from stages that are not selected, as those last gave it.
 * @throws E_NEVER_RUN, E_STORE_CORRUPT
 */
export async function outputsAbove(
  context: RunContext,
  selected: readonly string[],
): Promise<Map<string, StageOutputs>> {
  const chosen = new Set(selected)
  const outputs = new Map<string, StageOutputs>()
  for (const name of selected) {
    for (const parent of context.pipeline.graph.parents.get(name)!) {
      if (!chosen.has(parent) && !outputs.has(parent)) outputs.set(parent, await lastOutputs(context, parent, name))
    }
  }
  return outputs
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
