import type { Findings } from 'millrace'
import type { CheckedLeak, LeakReport } from './leak-report.ts'
import type { LeakGateParams } from './params.ts'
import { count } from './words.ts'

/** Most warnings of one check that are told one by one. */
const most = 5

/** Warnings as the head of the report shows them: each by its check's name, with what to do. */
export function writeFindings(
  report: LeakReport,
  checked: readonly CheckedLeak[],
  { allow }: LeakGateParams,
): Findings {
  const done = checked.filter((check) => check.done)
  const missing = checked.filter((check) => !check.done)
  const unused = allow.filter(
    ({ check, feature }) =>
      !report.allowed.some(
        ({ name, features }) => name === check && (feature === undefined || features.includes(feature)),
      ),
  )
  return {
    headline:
      report.count === 0
        ? `The leak gate found nothing in ${count(done.length, 'check')}.`
        : `The leak gate warns of ${count(report.count, 'possible leak')}: do not trust the scores before they are explained.`,
    statements: [
      ...done.map(({ name, looked }) => `${name}: looked at ${looked}.`),
      ...(missing.length === 0
        ? []
        : [`Not checked: ${missing.map(({ name, looked }) => `${name} (${looked})`).join('; ')}.`]),
      ...report.allowed.map(({ name, why, because }) => `Allowed, ${name}: ${why} Because: ${because}`),
      ...unused.map(
        ({ check, feature }) =>
          `Allowed but not seen: ${check}${feature === undefined ? '' : ` of “${feature}”`}; the entry can go.`,
      ),
    ],
    warnings: checked.flatMap(({ name }) => {
      const own = report.warnings.filter((warning) => warning.name === name)
      const told = own.slice(0, most).map(({ why, whatToDo }) => `${name}: ${why} ${whatToDo}`)
      const rest = own.slice(most)
      if (rest.length === 0) return told
      const features = [...new Set(rest.flatMap((warning) => warning.features))]
      return [...told, `${name}: ${rest.length} more, about ${features.map((each) => `“${each}”`).join(', ')}.`]
    }),
  }
}
