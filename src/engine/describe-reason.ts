import type { Reason } from './reasons.ts'

/** One reason as a short sentence without a full stop: `kNeighbors: 5 → 7`. */
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
    case 'param-changed':
      return `parameter ${reason.path || 'value'}: ${show(reason.from)} → ${show(reason.to)}`
    case 'input-changed':
      return `input ${reason.port} has other content`
    case 'input-added':
      return `input ${reason.port} is new`
    case 'input-removed':
      return `input ${reason.port} is gone`
    case 'package-changed':
      return `package ${reason.name}: ${reason.from ?? 'not used'} → ${reason.to ?? 'not used'}`
    case 'env-changed':
      return `environment value ${reason.name} changed`
    case 'seed-changed':
      return `seed: ${reason.from ?? 'none'} → ${reason.to ?? 'none'}`
    case 'environment-changed':
      return `${reason.name}: ${show(reason.from)} → ${show(reason.to)}`
  }
}

function describeCode({ changed, added, removed }: Extract<Reason, { type: 'code-changed' }>): string {
  const parts = [
    changed.length > 0 ? changed.join(', ') : '',
    added.length > 0 ? `now also uses ${added.join(', ')}` : '',
    removed.length > 0 ? `no longer uses ${removed.join(', ')}` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'code changed' : `code changed: ${parts.join('; ')}`
}

function show(value: unknown): string {
  if (value === undefined) return 'not set'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
