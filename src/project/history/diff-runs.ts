import type { LocalStore } from '../../engine/cache/local-store.ts'
import type { KeyDocument } from '../../engine/contracts/cache.ts'
import type { OutputSummary } from '../../engine/events.ts'
import { compareValues, type Difference } from './compare-values.ts'
import type { Evidence } from './evidence-schema.ts'
import { flattenValues } from './flatten-values.ts'
import type { Run } from './run-record.ts'

export interface MetricDifference extends Difference<number> {
  /** `b` minus `a`, where both are there. */
  readonly difference?: number
}

export interface DiffedArtifact {
  readonly content: string
  readonly bytes: number
  readonly rows?: number
}

/** What differs between two runs; what is equal is counted. */
export interface RunDiff {
  readonly a: string
  readonly b: string
  /** Seed, versions, platform, commit. */
  readonly setting: readonly Difference[]
  /** Stages, wires and limits, as `stage.in.port`. */
  readonly definition: readonly Difference[]
  /** Digests of environment values, null where one is not set. */
  readonly environment: readonly Difference<string | null>[]
  readonly params: readonly Difference[]
  /** What entered at the border, by content. */
  readonly inputs: readonly Difference<string>[]
  readonly metrics: readonly MetricDifference[]
  readonly artifacts: readonly Difference<DiffedArtifact>[]
  /** Code files by digest, commands by their text, tools by what they say of their version, as `stage file`. */
  readonly code: readonly Difference<string>[]
  /** npm packages by version: what stages import, and what that pulls in. */
  readonly packages: readonly Difference<string>[]
  readonly equal: {
    readonly params: number
    readonly metrics: number
    readonly artifacts: number
    readonly code: number
  }
  /** Stages whose key document neither run nor store has: their parameters and code cannot be compared. */
  readonly unknown: readonly string[]
}

/**
 * Two runs side by side. Of a run from before there was evidence, parameters and code come from the documents that the store
 * keeps beside results; what such a record does not say is not compared.
 */
export function diffRuns(store: LocalStore, a: Run, b: Run): RunDiff {
  const unknown = new Set<string>()
  const [left, right] = [keysOf(store, a, unknown), keysOf(store, b, unknown)]
  // A stage that one side cannot say is left out on both: it would look as if everything of it had been added.
  for (const stage of unknown) for (const keys of [left, right]) keys.delete(stage)
  const params = compareValues(paramsOf(left), paramsOf(right))
  const metrics = compareValues(metricsOf(a), metricsOf(b))
  const artifacts = compareValues(artifactsOf(a), artifactsOf(b))
  const code = compareValues(codeOf(left), codeOf(right))
  return {
    a: a.id,
    b: b.id,
    setting: compareSettings(a, b),
    definition: compareEvidence(a, b, definitionOf),
    environment: compareEvidence(a, b, ({ environment }) => new Map(Object.entries(environment))),
    params: params.different,
    inputs: compareEvidence(a, b, borderOf),
    metrics: metrics.different.map((each) =>
      each.a === undefined || each.b === undefined ? each : { ...each, difference: each.b - each.a },
    ),
    artifacts: artifacts.different,
    code: code.different,
    packages: compareValues(packagesOf(left), packagesOf(right)).different,
    equal: { params: params.equal, metrics: metrics.equal, artifacts: artifacts.equal, code: code.equal },
    unknown: [...unknown],
  }
}

function compareEvidence<Value>(
  { evidence: a }: Run,
  { evidence: b }: Run,
  valuesOf: (evidence: Evidence) => ReadonlyMap<string, Value>,
): readonly Difference<Value>[] {
  return a === undefined || b === undefined ? [] : compareValues(valuesOf(a), valuesOf(b)).different
}

/** Versions that one record does not say are not a difference: it may be an older one. */
function compareSettings(a: Run, b: Run): readonly Difference[] {
  const settingOf = ({ seed, versions, commit, dirty }: Run, other: Run) => {
    const said = Object.entries(versions).filter(([name]) => name in other.versions)
    const entries: [string, unknown][] = [...said, ['seed', seed], ['commit', commit]]
    if (other.dirty !== undefined) entries.push(['uncommitted changes', dirty])
    return new Map(entries.filter(([, value]) => value !== undefined))
  }
  return compareValues(settingOf(a, b), settingOf(b, a)).different
}

function keysOf(store: LocalStore, run: Run, unknown: Set<string>): Map<string, KeyDocument> {
  const keys = new Map<string, KeyDocument>()
  for (const [stage, { fingerprint }] of Object.entries(run.stages)) {
    const key = run.evidence?.stages[stage]?.key ?? (fingerprint && store.key(fingerprint))
    if (key !== undefined) keys.set(stage, key)
    else if (fingerprint !== undefined) unknown.add(stage)
  }
  return keys
}

function definitionOf({ definition }: Evidence): Map<string, unknown> {
  const stages = Object.entries(definition.stages)
  return new Map(stages.flatMap(([stage, { params: _, ...rest }]) => [...flattenValues(rest, stage)]))
}

function borderOf({ stages }: Evidence): Map<string, string> {
  return new Map(
    Object.entries(stages).flatMap(([stage, { inputs = {} }]) =>
      Object.entries(inputs).flatMap(([input, { files, content }]): [string, string][] =>
        files === undefined || content === undefined ? [] : [[`${stage}.${input}`, content]],
      ),
    ),
  )
}

function paramsOf(keys: ReadonlyMap<string, KeyDocument>): Map<string, unknown> {
  return new Map([...keys].flatMap(([stage, { fingerprint }]) => [...flattenValues(fingerprint.params ?? {}, stage)]))
}

function codeOf(keys: ReadonlyMap<string, KeyDocument>): Map<string, string> {
  return new Map(
    [...keys].flatMap(([stage, { codeFiles, fingerprint }]): [string, string][] => [
      ...Object.entries(codeFiles).map(([file, digest]): [string, string] => [`${stage} ${file}`, digest]),
      ...(fingerprint.code.command === undefined
        ? []
        : [[`${stage} command`, fingerprint.code.command.text] as [string, string]]),
      ...Object.entries(fingerprint.tools ?? {}).map(([name, says]): [string, string] => [`${stage} ${name}`, says]),
    ]),
  )
}

/** One line a package, however many stages use it; more than one version where stages differ. */
function packagesOf(keys: ReadonlyMap<string, KeyDocument>): Map<string, string> {
  const versions = new Map<string, Set<string>>()
  for (const { fingerprint } of keys.values()) {
    for (const text of fingerprint.packages.flatMap((item) => [`${item.name}@${item.version}`, ...item.closure])) {
      const cut = text.lastIndexOf('@')
      const known = versions.get(text.slice(0, cut)) ?? new Set()
      versions.set(text.slice(0, cut), known.add(text.slice(cut + 1)))
    }
  }
  return new Map([...versions].map(([name, known]) => [name, [...known].sort().join(', ')]))
}

function metricsOf({ metrics }: Run): Map<string, number> {
  return new Map(
    Object.entries(metrics).flatMap(([output, numbers]) =>
      Object.entries(numbers).map(([path, number]): [string, number] => [
        path === '' ? output : `${output} ${path}`,
        number,
      ]),
    ),
  )
}

function artifactsOf({ stages }: Run): Map<string, DiffedArtifact> {
  return new Map(
    Object.entries(stages).flatMap(([stage, { outputs = {} }]) =>
      Object.entries(outputs).map(([name, output]): [string, DiffedArtifact] => [`${stage}.${name}`, artifact(output)]),
    ),
  )
}

function artifact({ content, bytes, facts }: OutputSummary): DiffedArtifact {
  return { content, bytes, ...(typeof facts.rows === 'number' ? { rows: facts.rows } : {}) }
}
