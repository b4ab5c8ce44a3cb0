import type { Findings } from 'millrace'
import { differenceSentence, direction, intervalClause, spansZero } from '../evaluate/difference-sentence.ts'
import type { NumberComparison } from './compare.ts'
import type { EvaluateRegressionParams } from './params.ts'
import type { NumberScore } from './score.ts'

/** Three significant digits. */
const short = (value: number) => String(Number(value.toPrecision(3))).replace('-', '−')

const count = (n: number) => n.toLocaleString('en')

/** What the numbers say, in sentences: the answer first, then each comparison, then what limits them. */
export function writeFindings(
  scores: readonly NumberScore[],
  comparisons: readonly NumberComparison[],
  n: number,
  params: EvaluateRegressionParams,
): Findings {
  const { rowNoun, headline, unit } = params
  const title = (label: string) => scores.find((score) => score.label === label)?.title ?? label
  const chosen =
    comparisons.find(
      ({ model, baseline }) => (headline.model ?? model) === model && (headline.baseline ?? baseline) === baseline,
    ) ?? comparisons[0]
  const metric = unit === undefined ? 'mean absolute error' : `mean absolute error (${unit})`
  const models = scores.filter(({ role }) => role === 'model')
  const first = models[0]
  const open = comparisons.filter(({ absoluteError }) => spansZero(absoluteError)).length
  return {
    headline:
      chosen === undefined
        ? `On ${count(n)} ${rowNoun} the ${metric} of ${first?.title} is ${short(first?.meanAbsoluteError.value ?? 0)}; no baseline was wired to compare it with.`
        : `On ${count(chosen.absoluteError.n)} ${rowNoun} the ${metric} of ${title(chosen.model)} is ${short(chosen.errorOfModel)}, ${direction(chosen.absoluteError)} ${title(chosen.baseline)}; ${intervalClause(chosen.absoluteError)}.`,
    statements: [
      ...(comparisons.length > 0 && open * 2 > comparisons.length
        ? [
            `${open} of ${comparisons.length} intervals include no difference: ${count(n)} ${rowNoun} cannot rank ${open === comparisons.length ? 'these models' : 'most of these models'}.`,
          ]
        : []),
      ...models.flatMap(explained),
      // Of the model that the answer is about, beyond what the answer says; those of all stand in the chart.
      ...comparisons
        .filter((one) => one.model === chosen?.model && (one !== chosen || comparisons.length === 1))
        .map(({ model, baseline, absoluteError }) =>
          differenceSentence({ model: title(model), baseline: title(baseline), metric, rowNoun }, absoluteError),
        ),
      ...scores
        .filter((score) => score.n < n)
        .map(
          (score) =>
            `${count(n - score.n)} of ${count(n)} ${rowNoun} have no prediction of ${score.title} and are left out of its comparisons.`,
        ),
    ],
    warnings: models.flatMap(({ label }) => {
      const lost = comparisons.filter(({ model, absoluteError }) => model === label && absoluteError.lower > 0)
      if (lost.length === 0) return []
      const names = lost.map(({ baseline, absoluteError }) => `${title(baseline)} (${intervalClause(absoluteError)})`)
      return [`${capital(title(label))} is worse than what needs no model: than ${listed(names)}.`]
    }),
  }
}

/** A high R² says little where the last value alone has one: the scaled error stands beside it. */
function explained({ title, rSquared, meanAbsoluteScaledError: scaled }: NumberScore): string[] {
  const r2 =
    rSquared === null
      ? 'The actual values do not differ: there is no R².'
      : `R² of ${title} is ${short(rSquared.value)}${scaled === null ? '' : `, its mean absolute error ${short(scaled.value)} times that of saying as ${scaled.period === 1 ? 'the row before' : `${scaled.period} rows before`} (MASE)`}.`
  return [r2]
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
