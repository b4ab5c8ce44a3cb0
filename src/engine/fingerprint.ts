import { type Sha256, sha256, sha256Json } from '../base/hash.ts'
import type { CommandText, PackageVersion } from './contracts/code.ts'
import type { KindName } from './contracts/port.ts'
import type { LinkedStage } from './link.ts'

/** Raised when the meaning of a field below changes. */
const formatVersion = 1

/**
 * Everything that decides a stage's outputs, and nothing else: the cache key is the digest of its canonical JSON. It is
 * stored whole beside each result, so that a reason to run again is a comparison of two documents.
 */
export interface Fingerprint {
  /** A later Millrace may mean something else by a field. */
  readonly format: number
  readonly code: {
    /** The same text may mean different things to two languages. */
    readonly language: string
    /** What the worker runs; comments and formatting taken out, since they cannot change a result. */
    readonly digest: Sha256
    /** A command in words, so that a change of it can be told in words. */
    readonly command?: CommandText
  }
  /** How values are stored and hashed, for the kinds that the stage reads or gives. */
  readonly kinds: Readonly<Partial<Record<KindName, number>>>
  /** DuckDB's version, where a table or SQL is involved: its functions and its Parquet may change. */
  readonly duckdb?: string
  /** What the stage imports and everything below it: code that is not in the bundle. */
  readonly packages: readonly PackageVersion[]
  /** What programs that a command says it calls say of their version: nothing else is known of them. */
  readonly tools?: Readonly<Record<string, string>>
  /** As the stage receives them: a default that changes counts, a default that is spelt out does not. */
  readonly params: unknown
  /** By content and not by key of the stage above, so that a re-run with the same output stops the wave. */
  readonly inputs: Readonly<Record<string, InputFingerprint>>
  /** Digests of the declared environment values: a secret never appears here. */
  readonly env: Readonly<Record<string, Sha256 | null>>
  /** Present when the stage draws random numbers. */
  readonly seed?: number
  /** More than one thread changes the order in which floats are added. */
  readonly threads: number
  /** Mathematical functions differ in their last digit between platforms. */
  readonly platform: string
  readonly arch: string
  /** V8 may change `Math` and sorting between major versions. */
  readonly node: number
}

export type InputFingerprint = Sha256 | { readonly many: Readonly<Record<string, Sha256>> }

/** What is the same for every stage of a run. */
export interface FingerprintEnvironment {
  readonly kindVersions: Readonly<Record<KindName, number>>
  readonly duckdb: string
  readonly platform: string
  readonly arch: string
  /** Major version of the Node that the workers run on. */
  readonly node: number
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * @param inputs the content digest of what each port reads
 */
export function fingerprintStage(
  stage: LinkedStage,
  inputs: Readonly<Record<string, InputFingerprint>>,
  environment: FingerprintEnvironment,
): Fingerprint {
  const ports = [...Object.values(stage.manifest.inputs), ...Object.values(stage.manifest.outputs)]
  const kinds = Object.fromEntries(ports.map(({ kind }) => [kind, environment.kindVersions[kind]]))
  const usesTables = 'table' in kinds
  return {
    format: formatVersion,
    code: {
      language: stage.code.language,
      digest: stage.code.digest,
      ...(stage.code.command === undefined ? {} : { command: stage.code.command }),
    },
    kinds,
    ...(usesTables ? { duckdb: environment.duckdb } : {}),
    packages: stage.code.packages,
    ...(stage.code.tools === undefined ? {} : { tools: stage.code.tools }),
    params: stage.params,
    inputs,
    env: Object.fromEntries(
      stage.node.env.map((name) => {
        const value = environment.env[name]
        return [name, value === undefined ? null : sha256(value)]
      }),
    ),
    ...(stage.manifest.random ? { seed: stage.node.seed } : {}),
    threads: stage.node.threads,
    platform: environment.platform,
    arch: environment.arch,
    node: environment.node,
  }
}

export function fingerprintDigest(fingerprint: Fingerprint): Sha256 {
  return sha256Json(fingerprint)
}
