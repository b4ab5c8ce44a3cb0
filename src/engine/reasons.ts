import { isDeepStrictEqual } from 'node:util'
import type { Sha256 } from '../base/hash.ts'
import type { Fingerprint } from './fingerprint.ts'

/** Why a stage must run, as data: the terminal, `explain`, the report and the run record print the same ones. */
export type Reason =
  | { readonly type: 'never-run' }
  | { readonly type: 'forced' }
  | { readonly type: 'no-result' }
  /** With the digest that the stored file should have. */
  | { readonly type: 'damaged-result'; readonly output: string; readonly file: Sha256 }
  | {
      readonly type: 'code-changed'
      readonly changed: readonly string[]
      readonly added: readonly string[]
      readonly removed: readonly string[]
    }
  | { readonly type: 'param-changed'; readonly path: string; readonly from: unknown; readonly to: unknown }
  | { readonly type: 'input-changed'; readonly port: string }
  | { readonly type: 'input-added' | 'input-removed'; readonly port: string }
  | {
      readonly type: 'package-changed'
      readonly name: string
      readonly from: string | undefined
      readonly to: string | undefined
    }
  | { readonly type: 'env-changed'; readonly name: string }
  | { readonly type: 'seed-changed'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly type: 'environment-changed'; readonly name: string; readonly from: unknown; readonly to: unknown }

/** What is known of the result that a stage had before. */
export interface Previous {
  readonly fingerprint: Fingerprint
  readonly codeFiles: Readonly<Record<string, Sha256>>
}

export interface Current {
  readonly fingerprint: Fingerprint
  readonly codeFiles: Readonly<Record<string, Sha256>>
}

type Predicate = (before: Previous, now: Current) => Reason[]

/** One small predicate per reason to run again, in the order in which they are told. */
const predicates: readonly Predicate[] = [
  codeChanged,
  paramsChanged,
  inputsChanged,
  packagesChanged,
  envChanged,
  seedChanged,
  environmentChanged,
]

/** Every difference between the result that a stage had and the one that it needs now. */
export function compareFingerprints(before: Previous, now: Current): Reason[] {
  return predicates.flatMap((predicate) => predicate(before, now))
}

function codeChanged(before: Previous, now: Current): Reason[] {
  if (isDeepStrictEqual(before.fingerprint.code, now.fingerprint.code)) return []
  const names = [...new Set([...Object.keys(before.codeFiles), ...Object.keys(now.codeFiles)])].sort()
  return [
    {
      type: 'code-changed',
      changed: names.filter(
        (n) => n in before.codeFiles && n in now.codeFiles && before.codeFiles[n] !== now.codeFiles[n],
      ),
      added: names.filter((name) => !(name in before.codeFiles)),
      removed: names.filter((name) => !(name in now.codeFiles)),
    },
  ]
}

function paramsChanged(before: Previous, now: Current): Reason[] {
  return differences(before.fingerprint.params, now.fingerprint.params, '').map((change) => ({
    type: 'param-changed',
    ...change,
  }))
}

function inputsChanged(before: Previous, now: Current): Reason[] {
  const was = flattenInputs(before.fingerprint)
  const is = flattenInputs(now.fingerprint)
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((port): Reason[] => {
    if (!was.has(port)) return [{ type: 'input-added', port }]
    if (!is.has(port)) return [{ type: 'input-removed', port }]
    return was.get(port) === is.get(port) ? [] : [{ type: 'input-changed', port }]
  })
}

function flattenInputs(fingerprint: Fingerprint): Map<string, Sha256> {
  return new Map(
    Object.entries(fingerprint.inputs).flatMap(([port, content]) =>
      typeof content === 'string'
        ? [[port, content] as const]
        : Object.entries(content.many).map(([label, digest]) => [`${port}.${label}`, digest] as const),
    ),
  )
}

function packagesChanged(before: Previous, now: Current): Reason[] {
  const flatten = (fingerprint: Fingerprint) =>
    new Map(
      fingerprint.packages
        .flatMap((item) => [`${item.name}@${item.version}`, ...item.closure])
        .map((text) => [text.slice(0, text.lastIndexOf('@')), text.slice(text.lastIndexOf('@') + 1)] as const),
    )
  const was = flatten(before.fingerprint)
  const is = flatten(now.fingerprint)
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => ({ type: 'package-changed', name, from: was.get(name), to: is.get(name) }))
}

function envChanged(before: Previous, now: Current): Reason[] {
  const names = new Set([...Object.keys(before.fingerprint.env), ...Object.keys(now.fingerprint.env)])
  return [...names]
    .filter((name) => before.fingerprint.env[name] !== now.fingerprint.env[name])
    .map((name) => ({ type: 'env-changed', name }))
}

function seedChanged({ fingerprint: before }: Previous, { fingerprint: now }: Current): Reason[] {
  return before.seed === now.seed ? [] : [{ type: 'seed-changed', from: before.seed, to: now.seed }]
}

function environmentChanged({ fingerprint: before }: Previous, { fingerprint: now }: Current): Reason[] {
  const fields = ['format', 'kinds', 'duckdb', 'threads', 'platform', 'arch', 'node'] as const
  return fields
    .filter((name) => !isDeepStrictEqual(before[name], now[name]))
    .map((name) => ({ type: 'environment-changed', name, from: before[name], to: now[name] }))
}

function differences(from: unknown, to: unknown, path: string): { path: string; from: unknown; to: unknown }[] {
  if (isDeepStrictEqual(from, to)) return []
  if (!isRecord(from) || !isRecord(to)) return [{ path, from, to }]
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort()
  return keys.flatMap((key) => differences(from[key], to[key], path === '' ? key : `${path}.${key}`))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
