import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { percent } from '../text/percent.ts'
import { importance } from './importance.ts'

export interface ParameterImportanceData {
  readonly parameters: readonly { readonly name: string; readonly share: number }[]
  /** What the parameters move: `log loss (nats)`. */
  readonly measure: string
  /** Trials that it was learnt from. */
  readonly trials: number
  /** What all of these trials had, where a search gives some more than others: `27 nEstimators`. */
  readonly budget?: string | undefined
}

/** Which parameters of a search mattered, the largest first, as shares of the variance that each explains alone. */
export function parameterImportanceChart({
  parameters,
  measure,
  trials,
  budget,
}: ParameterImportanceData): ChartFigure {
  const sorted = [...parameters].sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
  const [first] = sorted
  const together = Math.max(0, 1 - sorted.reduce((sum, { share }) => sum + share, 0))
  const drawn = importance({
    features: sorted.map(({ name, share }) => ({ name, value: share })),
    measure: 'share of the variance explained alone',
  })
  return {
    ...drawn,
    title:
      first === undefined || first.share < 0.01
        ? 'No parameter moves the result by itself'
        : `“${first.name}” matters most: alone it explains ${percent(first.share)} of what moves the ${measure}`,
    subtitle: `Functional ANOVA by a random forest over the whole space, from ${countOf(trials, 'trial')}${budget === undefined ? '' : ` with ${budget}`}; ${percent(together)} is parameters together`,
  }
}
