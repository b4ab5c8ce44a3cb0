import type { ConstraintCheck } from 'millrace/ml'
import type { TableFigure } from 'millrace/report'
import { nounOf } from './nouns.ts'

/** Violations first, then the checks that came nearest to their limits; at most thirty rows. */
export function checksTable(checks: readonly ConstraintCheck[], rows: number): TableFigure {
  const columns = new Set(checks.map(({ feature }) => feature)).size
  const violated = checks.filter(({ ok }) => !ok)
  const passed = checks.filter(({ ok }) => ok)
  const shown = [
    ...violated,
    ...[...passed].sort((a, b) => room(a) - room(b)).slice(0, Math.max(3, 30 - violated.length)),
  ]
  const others = checks.length - shown.length
  const names = [...new Set(violated.map(({ feature }) => feature))]
  return {
    type: 'table',
    title:
      violated.length === 0
        ? `${columns} columns keep to their constraints`
        : `${names.length} of ${columns} columns ${names.length === 1 ? 'does' : 'do'} not keep to ${names.length === 1 ? 'its' : 'their'} constraints`,
    subtitle: `${checks.length} checks of ${rows.toLocaleString('en')} rows, ${violated.length} violated${others > 0 ? `; ${others} that passed with more room are not shown` : ''}`,
    description:
      violated.length === 0
        ? 'No violation.'
        : violated.map(({ feature, description }) => `${feature}: ${description}`).join(' '),
    columns: [
      { label: 'column' },
      { label: 'check', meaning: 'What is asked, with Model Monitor’s name of it.' },
      { label: 'result' },
      { label: 'seen', align: 'right', digits: 4, meaning: 'A share or a distance, from 0 to 1.' },
      {
        label: 'limit',
        align: 'right',
        digits: 4,
        meaning: 'At least so much for completeness, at most for all others.',
      },
    ],
    rows: shown.map(({ feature, check, ok, value, limit }) => [
      { value: feature, emphasis: !ok },
      `${nounOf(check)} (${check})`,
      { value: ok ? 'passed' : '✕ violated', emphasis: !ok, muted: ok },
      value ?? null,
      limit ?? null,
    ]),
  }
}

/** How far a check is from its limit; a column that is complete, as asked, is no close call. */
function room({ check, value = 0, limit = 0 }: ConstraintCheck): number {
  return check === 'completeness_check' && value === 1 ? 1 : Math.abs(limit - value)
}
