import type { ArtifactRecord } from './contracts/artifact.ts'
import type { ActionEntry } from './contracts/cache.ts'
import type { Verdict } from './decide-stage.ts'
import type { EmitEvent } from './events.ts'
import type { RunContext } from './run-context.ts'

/** Records a result under its key. A second value under one key is evidence of non-determinism: it is said where they differ. */
export async function recordResult(
  context: RunContext,
  stage: string,
  { fingerprint, key }: Extract<Verdict, { type: 'run' }>,
  entry: ActionEntry,
  emit: EmitEvent,
): Promise<void> {
  const before = context.store.actions(fingerprint)
  context.store.recordAction(entry, key)
  for (const { outputs } of before) {
    const output = Object.keys(entry.outputs).find((name) => outputs[name]?.content !== entry.outputs[name]!.content)
    if (output === undefined) continue
    const difference = await firstDifference(context, outputs[output], entry.outputs[output]!)
    const where = difference === undefined ? '' : `: ${difference}`
    const message = `${stage} gave another "${output}" than before for the same code, parameters and inputs${where}`
    emit({ type: 'notice', code: 'N_NON_DETERMINISTIC', stage, message })
    break
  }
}

/** In words; undefined where the earlier value is not in the store any more or cannot be read. */
async function firstDifference(
  { store, executor }: RunContext,
  was: ArtifactRecord | undefined,
  is: ArtifactRecord,
): Promise<string | undefined> {
  if (was === undefined || (await store.verifyObject(was.file)) !== 'intact') return undefined
  const question = { kind: is.kind, a: store.objectPath(was.file), b: store.objectPath(is.file) }
  try {
    return (await executor.call('firstDifference', question)) as string | undefined
  } catch {
    return undefined
  }
}
