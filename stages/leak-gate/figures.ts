import type { Figure } from 'millrace'
import { featureStrength, type TableFigure } from 'millrace/report'
import type { CheckedLeak, LeakReport } from './leak-report.ts'
import { count } from './words.ts'

/** Every check with what was looked at and its verdict. */
export function checkedTable(checked: readonly CheckedLeak[], report: LeakReport): TableFigure {
  const allowedOf = (name: string) => report.allowed.filter((warning) => warning.name === name).length
  const verdict = ({ name, done }: CheckedLeak) => {
    const warned = report.byName[name]
    const allowed = allowedOf(name)
    if (!done) return 'not checked'
    if (warned > 0) return `✕ ${count(warned, 'warning')}${allowed > 0 ? `, ${allowed} allowed` : ''}`
    return allowed > 0 ? `○ ${allowed} allowed` : '● nothing found'
  }
  const done = checked.filter((check) => check.done).length
  return {
    type: 'table',
    title:
      report.count === 0
        ? `Nothing found in ${count(done, 'check')} for leaks`
        : `${count(report.count, 'warning')} of a possible leak`,
    subtitle: `${done} of ${checked.length} checks could be made`,
    description: checked.map((check) => `${check.name}: ${verdict(check)}.`).join(' '),
    columns: [
      { label: 'check' },
      { label: 'verdict' },
      { label: 'looked at', meaning: 'What was compared, or what is missing for the check.' },
      { label: 'about', meaning: 'The columns or models that the warnings name.' },
    ],
    rows: checked.map((check) => {
      const named = report.warnings.filter(({ name }) => name === check.name).flatMap(({ features }) => features)
      const muted = !check.done
      return [
        { value: check.name, muted },
        { value: verdict(check), muted, emphasis: report.byName[check.name] > 0 },
        { value: check.looked, muted },
        { value: named.length === 0 ? null : [...new Set(named)].join(', '), muted },
      ]
    }),
  }
}

/** Each feature by itself, those beside the limit that give the target away. */
export function strengthChart(report: LeakReport, target: string, limit: number): Figure {
  const flagged = new Set(
    report.warnings.filter(({ name }) => name === 'single-feature-gives-target').flatMap(({ features }) => features),
  )
  return featureStrength({
    target,
    measure: report.measure,
    limit,
    features: report.strength.flatMap(({ feature, value, rows }) =>
      value === null ? [] : [{ name: feature, value, rows, flagged: flagged.has(feature) }],
    ),
  })
}
