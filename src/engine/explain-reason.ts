import { describeReason, shownValue } from './describe-reason.ts'
import type { InputChange, InputState } from './reasons/compare-inputs.ts'
import { differingLines } from './reasons/differing-lines.ts'
import type { Reason } from './reasons.ts'

/** One reason in full, as lines: what `describeReason` says, and below it all that is known. */
export function explainReason(reason: Reason): string[] {
  switch (reason.type) {
    case 'code-changed':
      return explainCode(reason)
    case 'input-changed':
      return [describeReason(reason), ...explainInput(reason)]
    case 'command-changed': {
      const short = describeReason(reason)
      if (!/[…⏎]/.test(short)) return [short]
      const { from, to } = differingLines(reason.from, reason.to)
      return ['the command changed', ...from.map((line) => `from ${line}`), ...to.map((line) => `to   ${line}`)]
    }
    case 'param-changed': {
      const short = describeReason(reason)
      if (!short.includes('…')) return [short]
      const most = 2000
      return [
        `parameter ${reason.path}`,
        `from ${shownValue(reason.from, most)}`,
        `to   ${shownValue(reason.to, most)}`,
      ]
    }
    case 'package-changed': {
      const { through, chain } = reason
      const by = [
        through === undefined ? '' : `pulled in by ${through.join(', ')}`,
        chain === undefined ? '' : `imported by ${chain.join(' → ')}`,
      ].filter(Boolean)
      return [[describeReason(reason), ...by].join(', ')]
    }
    default:
      return [describeReason(reason)]
  }
}

function explainCode(reason: Extract<Reason, { type: 'code-changed' }>): string[] {
  const { changed, added, removed, chains, stageFile, language } = reason
  const lines = (names: readonly string[], verb: string) =>
    names
      .filter((name) => name !== stageFile?.from && name !== stageFile?.to)
      .map((name) => {
        const importers = chains[name]?.slice(0, -1) ?? []
        return `${name} ${verb}${importers.length > 0 ? `, imported by ${importers.join(' → ')}` : ''}`
      })
  const parts = [
    ...(stageFile === undefined ? [] : [`the stage is ${stageFile.to} now, was ${stageFile.from}`]),
    ...(language === undefined ? [] : [`language: ${language.from} → ${language.to}`]),
    ...lines(changed, 'changed'),
    ...lines(added, 'is new'),
    ...lines(removed, 'is no longer used'),
  ]
  if (parts.length === 0) return ['code changed: the same files come out as other code']
  return parts.length === 1 ? [`code changed: ${parts[0]}`] : ['code changed', ...parts]
}

function explainInput({ from, to, files }: InputChange): string[] {
  const named = (names: readonly string[], verb: string) =>
    names.length > 10
      ? [`${names.slice(0, 10).join(', ')} and ${names.length - 10} more ${verb}`]
      : names.map((name) => `${name} ${verb}`)
  const lines = files
    ? [...named(files.changed, 'changed'), ...named(files.added, 'is new'), ...named(files.removed, 'is gone')]
    : []
  return from && to ? [...lines, `from ${stateText(from)}`, `to   ${stateText(to)}`] : lines
}

function stateText({ content, facts = {} }: InputState): string {
  const told = Object.entries(facts).map(([name, value]) => (name === 'rows' ? `${value} rows` : `${name} ${value}`))
  return [content.slice(0, 12), ...told].join(', ')
}
