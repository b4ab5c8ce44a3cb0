import type { TableFigure, TableFigureCell } from 'millrace/report'
import type { EvaluateRegressionParams } from './params.ts'
import type { NumberScore } from './score.ts'

/** Four significant digits: the unit of the target may be any. */
const short = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Number(value.toPrecision(4))

/** Models first, then the baselines that they must beat, one column each. */
export function metricsTable(scores: readonly NumberScore[], params: EvaluateRegressionParams): TableFigure {
  const level = Number((100 * params.bootstrap.level).toFixed(1))
  const unit = params.unit === undefined ? '' : `, ${params.unit}`
  const lowest = [...scores].sort((a, b) => a.meanAbsoluteError.value - b.meanAbsoluteError.value)[0]
  const range = ([from, to]: readonly [number, number]) => `${short(from)} to ${short(to)}`.replaceAll('-', '−')
  const line = (name: string, meaning: string, cell: (score: NumberScore) => TableFigureCell): TableFigureCell[] => [
    { value: name, meaning },
    ...scores.map(cell),
  ]
  const number = (name: string, meaning: string, of: (score: NumberScore) => number | null | undefined) =>
    line(name, meaning, (score) => {
      const value = short(of(score))
      return value === null ? null : String(value).replace('-', '−')
    })
  return {
    type: 'table',
    title: `The lowest mean absolute error is that of ${lowest?.title}: ${short(lowest?.meanAbsoluteError.value)}`,
    subtitle: `n = ${Math.max(...scores.map(({ n }) => n))} test ${params.rowNoun}; ${level} % bootstrap intervals`,
    description: scores
      .map(({ title, meanAbsoluteError: { value } }) => `${title}: mean absolute error ${short(value)}`)
      .join('; '),
    columns: [
      { label: 'metric' },
      ...scores.map(({ title, role }) => ({
        label: title,
        align: 'right' as const,
        ...(role === 'baseline' ? { unit: role } : {}),
      })),
    ],
    rows: [
      line('n', 'Rows judged: those that the forecast has a number for.', (score) => score.n),
      line(`MAE${unit}`, 'Mean absolute error: how far off a prediction is on average.', (score) => ({
        value: String(short(score.meanAbsoluteError.value)),
        emphasis: score === lowest,
      })),
      line('its interval', `Bootstrap interval, level ${level} %.`, (score) => range(score.meanAbsoluteError.interval)),
      number(
        `RMSE${unit}`,
        'Root of the mean squared error: large errors count more.',
        (s) => s.rootMeanSquaredError.value,
      ),
      line('its interval', `Bootstrap interval, level ${level} %.`, (score) =>
        range(score.rootMeanSquaredError.interval),
      ),
      number(
        'MASE',
        'Mean absolute error in multiples of the naive one of training: below 1 is better than naive.',
        (s) => s.meanAbsoluteScaledError?.value,
      ),
      number(
        'MAPE',
        'Mean error as a share of the actual value; none where an actual value is 0.',
        (s) => s.meanAbsolutePercentageError,
      ),
      number(
        'sMAPE',
        'The same of the mean of actual and predicted: from 0 to 2.',
        (s) => s.symmetricMeanAbsolutePercentageError,
      ),
      number(
        'R²',
        'Share of the spread of the actual values that is explained; 0 is what their mean gets.',
        (s) => s.rSquared?.value,
      ),
      line('its interval', `Bootstrap interval, level ${level} %.`, (s) =>
        s.rSquared === null ? null : range(s.rSquared.interval),
      ),
      number(
        'explained variance',
        'As R², but an error that is the same for all rows costs nothing.',
        (s) => s.explainedVariance,
      ),
      number('mean residual', 'Actual minus predicted: above 0 the predictions are too low.', (s) => s.meanResidual),
      number('median error', 'Half of the rows are closer: outliers do not move it.', (s) => s.medianAbsoluteError),
      number('max error', 'The largest of all.', (s) => s.maxError),
      number(
        `pinball ${params.alpha}`,
        `Loss of a predicted quantile, here ${params.alpha}; of the median half the MAE.`,
        (s) => s.pinballLoss.value,
      ),
    ],
  }
}
