import type { Sha256 } from '../../base/hash.ts'
import type { ArtifactRecord } from '../contracts/artifact.ts'
import type { KeyDocument } from '../contracts/cache.ts'
import type { Fingerprint } from '../fingerprint.ts'

/** What an input held; where it came from and more only in documents that say so. */
export interface InputState {
  readonly content: Sha256
  /** A wire, or a border input as the pipeline file writes it. */
  readonly source?: string
  readonly facts?: ArtifactRecord['facts']
}

export interface InputChange {
  /** `port`, or `port.label` where it takes many. */
  readonly port: string
  readonly from?: InputState
  readonly to?: InputState
  /** Where a glob brought in several files: those that differ. */
  readonly files?: {
    readonly changed: readonly string[]
    readonly added: readonly string[]
    readonly removed: readonly string[]
  }
}

/** The inputs in which two states of a stage differ. */
export function compareInputs(before: KeyDocument, now: KeyDocument): InputChange[] {
  const [was, is] = [contents(before.fingerprint), contents(now.fingerprint)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((port) => was.get(port) !== is.get(port))
    .map((port) => {
      const [from, to] = [stateOf(before, port, was.get(port)), stateOf(now, port, is.get(port))]
      return { port, ...(from ? { from } : {}), ...(to ? { to } : {}), ...changedFiles(before, now, port) }
    })
}

function stateOf({ background }: KeyDocument, port: string, content: Sha256 | undefined): InputState | undefined {
  if (content === undefined) return undefined
  const { from, facts } = background?.inputs[port] ?? {}
  return { content, ...(from === undefined ? {} : { source: from }), ...(facts === undefined ? {} : { facts }) }
}

function changedFiles(before: KeyDocument, now: KeyDocument, port: string): Pick<InputChange, 'files'> {
  const [was, is] = [before.background?.inputs[port]?.files, now.background?.inputs[port]?.files]
  if (was === undefined || is === undefined) return {}
  return {
    files: {
      changed: Object.keys(is).filter((name) => name in was && was[name] !== is[name]),
      added: Object.keys(is).filter((name) => !(name in was)),
      removed: Object.keys(was).filter((name) => !(name in is)),
    },
  }
}

function contents(fingerprint: Fingerprint): Map<string, Sha256> {
  return new Map(
    Object.entries(fingerprint.inputs).flatMap(([port, content]) =>
      typeof content === 'string'
        ? [[port, content] as const]
        : Object.entries(content.many).map(([label, digest]) => [`${port}.${label}`, digest] as const),
    ),
  )
}
