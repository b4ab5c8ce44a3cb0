import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { ArtifactRecord } from '../../engine/contracts/artifact.ts'
import type { ActionEntry } from '../../engine/contracts/cache.ts'
import type { KindName } from '../../engine/contracts/port.ts'
import type { LinkedPipeline } from '../../engine/link.ts'
import type { Planned } from '../../engine/plan.ts'
import type { Project } from '../open-project.ts'
import { planProject } from '../plan-project.ts'
import { type Freshness, freshnessOf } from './freshness.ts'

/** One output as it lies in the store now, and how its stage stands. */
export interface OutputNow {
  readonly record: ArtifactRecord
  /** Where its bytes lie. */
  readonly path: string
  readonly freshness: Freshness
}

/**
 * Looks at one output: the result that a run would use, else the last one that there was, which then is stale and says why.
 * @param wire `stage.output`
 * @throws E_UNKNOWN_STAGE, E_UNKNOWN_OUTPUT; E_KIND_MISMATCH for an output of another kind; E_NEVER_RUN where there is no result
 */
export async function lookAtOutput(project: Project, wire: string, kind: KindName): Promise<OutputNow> {
  const { stage, output } = splitWire(wire, project.pipeline)
  const plan = await planProject(project, { stages: [stage] })
  const linked = plan.pipeline.stages.get(stage)
  const port = linked?.manifest.outputs[output]
  if (linked === undefined || port === undefined || !plan.stages.has(stage)) {
    const known = linked === undefined ? [] : Object.keys(linked.manifest.outputs).map((name) => `${stage}.${name}`)
    const instances = [...plan.stages.keys()].filter((name) => name.startsWith(`${stage}[`))
    throw new MillraceError('E_UNKNOWN_OUTPUT', `there is no output "${wire}"`, {
      hint:
        instances.length === 0
          ? didYouMean(wire, known)
          : `"${stage}" has an instance for each part: ${instances.slice(0, 5).join(', ')}${instances.length > 5 ? ', …' : ''}.`,
    })
  }
  if (port.kind !== kind) {
    throw new MillraceError('E_KIND_MISMATCH', `"${wire}" is a ${port.kind}, and is read as a ${kind}`, {
      hint: `Read it with pipeline.${port.kind}('${wire}').`,
    })
  }
  const entry = lastEntry(project, stage, plan.stages.get(stage)!)
  const record = entry?.outputs[output]
  const state = record === undefined ? 'missing' : await project.store.verifyObject(record.file)
  if (record === undefined || state !== 'intact') {
    throw new MillraceError(
      'E_NEVER_RUN',
      state === 'damaged' ? `what is stored of "${wire}" is damaged` : `"${wire}" has no result yet`,
      { hint: `Make it: await pipeline.run('${stage}').` },
    )
  }
  return { record, path: project.store.objectPath(record.file), freshness: freshnessOf(plan, stage) }
}

/** The result that stands, or that stood until something changed. */
function lastEntry({ store, lock }: Project, stage: string, planned: Planned): ActionEntry | undefined {
  if (planned.type === 'reuse' || (planned.type === 'fail' && planned.entry)) return planned.entry
  const locked = lock?.stages[stage]
  return locked && store.actions(locked.fingerprint)[0]
}

/** Names of instances may hold dots, names of outputs do not. @throws E_UNKNOWN_OUTPUT */
function splitWire(wire: string, { stages }: LinkedPipeline): { stage: string; output: string } {
  const dot = wire.lastIndexOf('.')
  if (dot > 0) return { stage: wire.slice(0, dot), output: wire.slice(dot + 1) }
  const outputs = Object.keys(stages.get(wire)?.manifest.outputs ?? {}).map((name) => `${wire}.${name}`)
  throw new MillraceError('E_UNKNOWN_OUTPUT', `"${wire}" names no output`, {
    hint: outputs.length === 0 ? 'Write it as stage.output.' : didYouMean(wire, outputs),
  })
}
