import { isDeepStrictEqual } from 'node:util'
import type { LocalStore } from '../../engine/cache/local-store.ts'
import type { KeyDocument } from '../../engine/contracts/cache.ts'
import type { OutputSummary } from '../../engine/events.ts'
import { flattenValues } from './flatten-values.ts'
import type { Run } from './run-record.ts'

/** A value that two runs have differently; absent where one has none. */
export interface Difference<Value = unknown> {
  readonly name: string
  readonly a?: Value
  readonly b?: Value
}

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
  /** Seed, versions, commit. */
  readonly setting: readonly Difference[]
  readonly params: readonly Difference[]
  readonly metrics: readonly MetricDifference[]
  readonly artifacts: readonly Difference<DiffedArtifact>[]
  /** Code files by digest, commands by their text, npm packages and tools by version, as `stage file`. */
  readonly code: readonly Difference<string>[]
  readonly equal: {
    readonly params: number
    readonly metrics: number
    readonly artifacts: number
    readonly code: number
  }
  /** Stages whose key document is no longer in the store: their parameters and code cannot be compared. */
  readonly unknown: readonly string[]
}

/** Two runs side by side. Parameters and code come from the documents that the store keeps beside results. */
export function diffRuns(store: LocalStore, a: Run, b: Run): RunDiff {
  const unknown = new Set<string>()
  const [left, right] = [keysOf(store, a, unknown), keysOf(store, b, unknown)]
  // A stage that one side cannot say is left out on both: it would look as if everything of it had been added.
  for (const stage of unknown) for (const keys of [left, right]) keys.delete(stage)
  const params = compare(paramsOf(left), paramsOf(right))
  const metrics = compare(metricsOf(a), metricsOf(b))
  const artifacts = compare(artifactsOf(a), artifactsOf(b))
  const code = compare(codeOf(left), codeOf(right))
  return {
    a: a.id,
    b: b.id,
    setting: compare(settingOf(a), settingOf(b)).different,
    params: params.different,
    metrics: metrics.different.map((each) =>
      each.a === undefined || each.b === undefined ? each : { ...each, difference: each.b - each.a },
    ),
    artifacts: artifacts.different,
    code: code.different,
    equal: { params: params.equal, metrics: metrics.equal, artifacts: artifacts.equal, code: code.equal },
    unknown: [...unknown],
  }
}

function compare<Value>(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>) {
  const different: Difference<Value>[] = []
  let equal = 0
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    if (a.has(name) && b.has(name) && isDeepStrictEqual(a.get(name), b.get(name))) equal++
    else {
      different.push({
        name,
        ...(a.has(name) ? { a: a.get(name)! } : {}),
        ...(b.has(name) ? { b: b.get(name)! } : {}),
      })
    }
  }
  return { different, equal }
}

function keysOf(store: LocalStore, run: Run, unknown: Set<string>): Map<string, KeyDocument> {
  const keys = new Map<string, KeyDocument>()
  for (const [stage, { fingerprint }] of Object.entries(run.stages)) {
    if (fingerprint === undefined) continue
    const key = store.key(fingerprint)
    if (key === undefined) unknown.add(stage)
    else keys.set(stage, key)
  }
  return keys
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
      ...fingerprint.packages.map(({ name, version }): [string, string] => [`${stage} npm:${name}`, version]),
    ]),
  )
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

function settingOf({ seed, versions, commit }: Run): Map<string, unknown> {
  const entries: [string, unknown][] = [...Object.entries(versions), ['seed', seed], ['commit', commit]]
  return new Map(entries.filter(([, value]) => value !== undefined))
}
