import type { InputChange } from './reasons/compare-inputs.ts'
import { differingLines } from './reasons/differing-lines.ts'
import type { Reason } from './reasons.ts'

/** One reason as a short sentence without a full stop: `parameter kNeighbors: 5 → 7`. */
export function describeReason(reason: Reason): string {
  switch (reason.type) {
    case 'never-run':
      return 'has never run'
    case 'forced':
      return 'was asked for by --force'
    case 'no-result':
      return 'its result is not in this store'
    case 'damaged-result':
      return `its stored output "${reason.output}" is damaged`
    case 'code-changed':
      return describeCode(reason)
    case 'command-changed':
      return describeCommand(reason)
    case 'output-changed':
      return `output ${reason.path}: ${shownValue(reason.from)} → ${shownValue(reason.to)}`
    case 'tool-changed':
      return `tool ${reason.name}: ${reason.from ?? 'not named'} → ${reason.to ?? 'not named'}`
    case 'param-changed':
      return `parameter ${reason.path || 'value'}: ${shownValue(reason.from)} → ${shownValue(reason.to)}`
    case 'input-changed':
      return describeInput(reason)
    case 'input-added':
      return `input ${named(reason.port, reason.to?.source)} is new`
    case 'input-removed':
      return `input ${named(reason.port, reason.from?.source)} is gone`
    case 'package-changed':
      return `package "${reason.name}": ${reason.from ?? 'not used'} → ${reason.to ?? 'not used'}`
    case 'env-changed':
      return describeEnv(reason)
    case 'seed-changed': {
      const { from, to } = reason.pipeline ?? reason
      return `seed: ${from ?? 'none'} → ${to ?? 'none'}`
    }
    case 'environment-changed':
      return describeEnvironment(reason)
  }
}

function describeCode(reason: Extract<Reason, { type: 'code-changed' }>): string {
  const { stageFile, language, changed, added, removed } = reason
  const parts = [
    stageFile === undefined ? '' : `the stage is ${stageFile.to} now, was ${stageFile.from}`,
    language === undefined ? '' : `language: ${language.from} → ${language.to}`,
    few(changed),
    added.length > 0 ? `now also uses ${few(added)}` : '',
    removed.length > 0 ? `no longer uses ${few(removed)}` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'code changed' : `code changed: ${parts.join('; ')}`
}

function describeCommand({ from, to }: Extract<Reason, { type: 'command-changed' }>): string {
  const lines = differingLines(from, to)
  const shown = (texts: readonly string[]) => {
    const text = texts.join(' ⏎ ')
    return text.length > 120 ? `${text.slice(0, 119)}…` : text
  }
  return `the command changed: ${shown(lines.from)} → ${shown(lines.to)}`
}

function describeInput({ port, from, to }: InputChange): string {
  if (from?.source !== undefined && to?.source !== undefined && from.source !== to.source) {
    return `input ${port} reads ${to.source} now, was ${from.source}`
  }
  const [before, now] = [from?.facts?.rows, to?.facts?.rows]
  const rows = before !== undefined && now !== undefined && before !== now ? `: ${before} → ${now} rows` : ''
  return `input ${named(port, to?.source)} has other content${rows}`
}

function describeEnv({ name, from, to }: Extract<Reason, { type: 'env-changed' }>): string {
  if (from === 'undeclared') return `environment value ${name} is declared now`
  if (to === 'undeclared') return `environment value ${name} is no longer declared`
  if (from === 'unset') return `environment value ${name} is set now`
  if (to === 'unset') return `environment value ${name} is no longer set`
  return `environment value ${name} changed`
}

const environmentNames: Readonly<Record<string, string>> = {
  format: 'format of keys',
  duckdb: 'DuckDB',
  threads: 'threads',
  platform: 'platform',
  arch: 'processor',
  node: 'Node.js',
}

function describeEnvironment({ name, from, to }: Extract<Reason, { type: 'environment-changed' }>): string {
  const kind = name.startsWith('kinds.') ? name.slice('kinds.'.length) : undefined
  if (kind !== undefined && from === undefined) return `uses the kind ${kind} now`
  if (kind !== undefined && to === undefined) return `no longer uses the kind ${kind}`
  const known = kind === undefined ? (environmentNames[name] ?? name) : `how the kind ${kind} is stored`
  return `${known}: ${from ?? 'not used'} → ${to ?? 'not used'}`
}

/** A value as a pipeline file could hold it, shortened. */
export function shownValue(value: unknown, most = 60): string {
  if (value === undefined) return 'not set'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

const named = (port: string, source: string | undefined) => (source === undefined ? port : `${port} (${source})`)

function few(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}
