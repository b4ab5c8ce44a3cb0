import type { Sha256 } from '../base/hash.ts'
import type { ActionEntry, KeyDocument } from './contracts/cache.ts'
import type { Source, StageNode } from './definition/definition.ts'
import { type Fingerprint, fingerprintDigest, fingerprintStage, type InputFingerprint } from './fingerprint.ts'
import { keyBackground } from './key-background.ts'
import type { ContentOf } from './known-content.ts'
import type { LinkedStage } from './link.ts'
import { compareFingerprints, type Reason } from './reasons.ts'
import type { RunContext } from './run-context.ts'

/** What is to be done with one stage. */
export type Verdict =
  | { readonly type: 'reuse'; readonly fingerprint: Sha256; readonly key: KeyDocument; readonly entry: ActionEntry }
  | {
      readonly type: 'run'
      readonly fingerprint: Sha256
      readonly key: KeyDocument
      readonly reasons: readonly Reason[]
    }
  /** Whether it must run shows only when the stages that it reads from are done. */
  | { readonly type: 'wait'; readonly on: readonly string[]; readonly reasons: readonly Reason[] }

/**
 * Decides about one stage from what its inputs hold: its result is there, it must run, or that is not known yet.
 */
export async function decideStage(
  context: RunContext,
  stage: LinkedStage,
  contentOf: ContentOf,
  forced: boolean,
): Promise<Verdict> {
  const { name } = stage.node
  const unknown = new Set<string>()
  const inputs = inputContents(stage.node, contentOf, unknown)
  const document = fingerprintStage(stage, inputs, context.environment)
  const background = keyBackground(stage, context.pipeline.definition.seed, contentOf)
  if (unknown.size > 0) {
    const previous = previousKey(context, name)
    const known = previous && { ...document, inputs: { ...inputs, ...unknownFromBefore(inputs, previous.fingerprint) } }
    const reasons = known
      ? compareFingerprints(previous, { fingerprint: known, codeFiles: stage.code.files, background })
      : []
    return { type: 'wait', on: [...unknown], reasons }
  }
  const fingerprint = fingerprintDigest(document)
  const key: KeyDocument = { fingerprint: document, codeFiles: stage.code.files, background }
  const [entry] = context.store.actions(fingerprint)
  const lost = entry === undefined ? [] : await lostOutputs(context, entry)
  if (entry && lost.length === 0 && !forced) return { type: 'reuse', fingerprint, key, entry }

  const previous = previousKey(context, name)
  const reasons = lost.filter(({ type }) => type === 'damaged-result')
  if (previous) reasons.push(...compareFingerprints(previous, key))
  else if (context.lock?.stages[name] === undefined) reasons.push({ type: 'never-run' })
  if (forced) reasons.push({ type: 'forced' })
  if (reasons.length === 0) reasons.push({ type: 'no-result' })
  return { type: 'run', fingerprint, key, reasons }
}

function previousKey(context: RunContext, name: string): KeyDocument | undefined {
  const locked = context.lock?.stages[name]
  return locked && context.store.key(locked.fingerprint)
}

/** Placeholder for content that is not known yet: it never reaches a key. */
const notKnown = '' as Sha256

function inputContents(node: StageNode, contentOf: ContentOf, unknown: Set<string>): Record<string, InputFingerprint> {
  const content = (source: Source): Sha256 => {
    const digest = contentOf(source)?.content
    if (digest === undefined && source.type === 'wire') unknown.add(source.stage)
    return digest ?? notKnown
  }
  return Object.fromEntries(
    [...node.inputs].map(([port, input]): [string, InputFingerprint] => {
      if (input.type === 'one') return [port, content(input.source)]
      return [port, { many: Object.fromEntries([...input.sources].map(([label, source]) => [label, content(source)])) }]
    }),
  )
}

/** Takes what is not known yet to be as it was, so that the other reasons can be told already. */
function unknownFromBefore(
  inputs: Record<string, InputFingerprint>,
  before: Fingerprint,
): Record<string, InputFingerprint> {
  const filled: Record<string, InputFingerprint> = {}
  for (const [port, now] of Object.entries(inputs)) {
    const was = before.inputs[port]
    if (typeof now === 'string') {
      // Of a fan whose parts are not known yet, what was collected before.
      if (now === notKnown && was !== undefined) filled[port] = was
    } else if (typeof was === 'object') {
      filled[port] = {
        many: Object.fromEntries(
          Object.entries(now.many).map(([label, digest]) => [
            label,
            digest === notKnown ? (was.many[label] ?? digest) : digest,
          ]),
        ),
      }
    }
  }
  return filled
}

/** Outputs of a result that the store can no longer give. */
async function lostOutputs(context: RunContext, entry: ActionEntry): Promise<Reason[]> {
  const lost: Reason[] = []
  for (const [output, { file }] of Object.entries(entry.outputs)) {
    const state = await context.store.verifyObject(file)
    if (state === 'damaged') lost.push({ type: 'damaged-result', output, file })
    if (state === 'missing') lost.push({ type: 'no-result' })
  }
  return lost
}
