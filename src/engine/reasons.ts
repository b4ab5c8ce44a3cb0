import { isDeepStrictEqual } from 'node:util'
import type { Sha256 } from '../base/hash.ts'
import type { KeyDocument } from './contracts/cache.ts'
import type { CommandText } from './contracts/code.ts'
import { type CodeChange, compareCode } from './reasons/compare-code.ts'
import { compareInputs, type InputChange } from './reasons/compare-inputs.ts'
import { comparePackages, type PackageChange } from './reasons/compare-packages.ts'

/** Why a stage must run, as data: the terminal, `explain`, the report and the run record print the same ones. */
export type Reason =
  | { readonly type: 'never-run' }
  | { readonly type: 'forced' }
  | { readonly type: 'no-result' }
  /** With the digest that the stored file should have. */
  | { readonly type: 'damaged-result'; readonly output: string; readonly file: Sha256 }
  | ({ readonly type: 'code-changed' } & CodeChange)
  | { readonly type: 'command-changed'; readonly from: string; readonly to: string }
  /** What a command gives, by path: `table.format`. */
  | { readonly type: 'output-changed'; readonly path: string; readonly from: unknown; readonly to: unknown }
  | { readonly type: 'tool-changed'; readonly name: string; readonly from: unknown; readonly to: unknown }
  | { readonly type: 'param-changed'; readonly path: string; readonly from: unknown; readonly to: unknown }
  | ({ readonly type: 'input-changed' | 'input-added' | 'input-removed' } & InputChange)
  | ({ readonly type: 'package-changed' } & PackageChange)
  /** Only whether there is a value, never which. */
  | { readonly type: 'env-changed'; readonly name: string; readonly from: EnvState; readonly to: EnvState }
  | {
      readonly type: 'seed-changed'
      readonly from: number | undefined
      readonly to: number | undefined
      /** What the pipeline file gives, where that is known: the stage's own seeds follow from it. */
      readonly pipeline?: { readonly from: number; readonly to: number }
    }
  | { readonly type: 'environment-changed'; readonly name: string; readonly from: unknown; readonly to: unknown }

/** Of an environment value: whether it has one; `undeclared` where the stage does not name it. */
export type EnvState = 'set' | 'unset' | 'undeclared'

type Predicate = (before: KeyDocument, now: KeyDocument) => Reason[]

/** One small predicate per reason to run again, in the order in which they are told. */
const predicates: readonly Predicate[] = [
  codeChanged,
  paramsChanged,
  inputsChanged,
  packagesChanged,
  toolsChanged,
  envChanged,
  seedChanged,
  environmentChanged,
]

/** Every difference between the result that a stage had and the one that it needs now. */
export function compareFingerprints(before: KeyDocument, now: KeyDocument): Reason[] {
  return predicates.flatMap((predicate) => predicate(before, now))
}

function codeChanged(before: KeyDocument, now: KeyDocument): Reason[] {
  if (isDeepStrictEqual(before.fingerprint.code, now.fingerprint.code)) return []
  const [was, is] = [before.fingerprint.code.command, now.fingerprint.code.command]
  if (was !== undefined && is !== undefined && !isDeepStrictEqual(was, is)) return commandChanged(was, is)
  const change = compareCode(before, now)
  const named = change.changed.length + change.added.length + change.removed.length > 0
  // Imports read name and version of a package: a new version alone changes the code's digest too.
  const byPackage =
    !named && !change.language && !isDeepStrictEqual(before.fingerprint.packages, now.fingerprint.packages)
  return byPackage ? [] : [{ type: 'code-changed', ...change }]
}

function commandChanged(was: CommandText, is: CommandText): Reason[] {
  const outputs = differences(was.outputs, is.outputs, '').map(
    (change): Reason => ({ type: 'output-changed', ...change }),
  )
  return was.text === is.text ? outputs : [{ type: 'command-changed', from: was.text, to: is.text }, ...outputs]
}

function toolsChanged(before: KeyDocument, now: KeyDocument): Reason[] {
  return differences(before.fingerprint.tools ?? {}, now.fingerprint.tools ?? {}, '').map(({ path, from, to }) => ({
    type: 'tool-changed',
    name: path,
    from,
    to,
  }))
}

function paramsChanged(before: KeyDocument, now: KeyDocument): Reason[] {
  return differences(before.fingerprint.params, now.fingerprint.params, '').map((change) => ({
    type: 'param-changed',
    ...change,
  }))
}

function inputsChanged(before: KeyDocument, now: KeyDocument): Reason[] {
  return compareInputs(before, now).map((change) => ({
    type: change.from === undefined ? 'input-added' : change.to === undefined ? 'input-removed' : 'input-changed',
    ...change,
  }))
}

function packagesChanged(before: KeyDocument, now: KeyDocument): Reason[] {
  return comparePackages(before, now).map((change) => ({ type: 'package-changed', ...change }))
}

function envChanged({ fingerprint: before }: KeyDocument, { fingerprint: now }: KeyDocument): Reason[] {
  const state = (env: typeof now.env, name: string): EnvState =>
    !(name in env) ? 'undeclared' : env[name] === null ? 'unset' : 'set'
  return [...new Set([...Object.keys(before.env), ...Object.keys(now.env)])]
    .filter((name) => before.env[name] !== now.env[name])
    .map((name) => ({ type: 'env-changed', name, from: state(before.env, name), to: state(now.env, name) }))
}

function seedChanged(before: KeyDocument, now: KeyDocument): Reason[] {
  const [was, is] = [before.fingerprint.seed, now.fingerprint.seed]
  if (was === is) return []
  const [from, to] = [before.background?.pipelineSeed, now.background?.pipelineSeed]
  const pipeline = from !== undefined && to !== undefined && from !== to ? { pipeline: { from, to } } : {}
  return [{ type: 'seed-changed', from: was, to: is, ...pipeline }]
}

function environmentChanged({ fingerprint: before }: KeyDocument, { fingerprint: now }: KeyDocument): Reason[] {
  const kinds = [...new Set([...Object.keys(before.kinds), ...Object.keys(now.kinds)])] as (keyof typeof now.kinds)[]
  const facts = (fingerprint: typeof now): [string, unknown][] => [
    ['format', fingerprint.format],
    ...kinds.map((kind): [string, unknown] => [`kinds.${kind}`, fingerprint.kinds[kind]]),
    ...(['duckdb', 'threads', 'platform', 'arch', 'node'] as const).map((name): [string, unknown] => [
      name,
      fingerprint[name],
    ]),
  ]
  const is = new Map(facts(now))
  return facts(before)
    .filter(([name, from]) => from !== is.get(name))
    .map(([name, from]) => ({ type: 'environment-changed', name, from, to: is.get(name) }))
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
