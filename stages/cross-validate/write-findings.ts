import type { Findings } from 'millrace'
import type { CrossValidated } from './fold-summary.ts'
import type { CrossValidateParams } from './params.ts'

/** A fold with fewer training rows than this has hardly learnt. */
const FEW = 30

const words: Readonly<Record<string, string>> = { logLoss: 'log loss', rootMeanSquaredError: 'root mean squared error' }

/** What was tested by what, in sentences. */
export function writeFindings(result: CrossValidated, { train, split }: CrossValidateParams): Findings {
  const { folds, tested, rows, scores, headlineScore } = result
  const score = `${words[headlineScore] ?? headlineScore} ${(scores[headlineScore] as number).toPrecision(4)}`
  const count = folds.length === 1 ? 'one fold' : `${folds.length} folds`
  const sizes = folds.map((fold) => fold.train.rows)
  const thin = folds.filter((fold) => fold.train.rows < FEW).length
  return {
    headline: `${tested.toLocaleString('en')} of ${rows.toLocaleString('en')} rows are tested in ${count} of ${split.by}: ${score} for ${train.learner}.`,
    statements: [
      folds.length === 1
        ? `It learnt from ${sizes[0]?.toLocaleString('en')} rows.`
        : `A fold learnt from ${Math.min(...sizes).toLocaleString('en')} to ${Math.max(...sizes).toLocaleString('en')} rows.`,
      'Scores of folds that share training rows vary together: their spread is no standard error.',
    ].slice(0, folds.length === 1 ? 1 : 2),
    warnings: thin === 0 ? [] : [`${thin} of ${count} learnt from fewer than ${FEW} rows.`],
  }
}
