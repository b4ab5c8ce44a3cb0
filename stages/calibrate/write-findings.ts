import type { Findings } from 'millrace'
import { digitsFor, direction, intervalClause } from '../evaluate/difference-sentence.ts'
import type { BeforeAndAfter } from './judge-calibration.ts'
import type { CalibrateParams } from './params.ts'

/** Fewer rows than this and an isotonic curve learns them by heart. */
const ENOUGH_FOR_ISOTONIC = 1000

/** What calibration does for the log loss, and what limits the statement. */
export function writeFindings(
  judged: BeforeAndAfter,
  rows: number,
  lookalikes: number,
  { method, rowNoun }: CalibrateParams,
): Findings {
  const { before, after, logLoss, folds } = judged
  const digits = digitsFor(logLoss)
  const how =
    folds === null
      ? 'judged on the very rows that it was fitted on, which flatters'
      : `judged on rows left out in turn, in ${folds} parts`
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`
  const bins = before.expectedCalibrationError.bins
  return {
    headline: `On ${rows} ${rowNoun} set aside the log loss with ${method} calibration is ${after.logLoss.toFixed(digits)}, ${direction(logLoss)} that without (${how}); ${intervalClause(logLoss)}.`,
    statements: [
      `The mean gap between confidence and accuracy (ECE, ${bins} bins) is ${percent(before.expectedCalibrationError.value)} before and ${percent(after.expectedCalibrationError.value)} after.`,
      `The Brier score summed over the classes is ${before.brierSumOverClasses.toFixed(3)} before and ${after.brierSumOverClasses.toFixed(3)} after.`,
    ],
    warnings: [
      ...(folds === null ? [`A class has fewer than 2 of the ${rows} ${rowNoun} to calibrate on.`] : []),
      ...(method === 'isotonic' && rows < ENOUGH_FOR_ISOTONIC
        ? [`${rows} ${rowNoun} are few for isotonic calibration, which follows each of them: sigmoid needs fewer.`]
        : []),
      ...(logLoss.lower > 0 ? [`Calibration makes the log loss worse: ${intervalClause(logLoss)}.`] : []),
      ...(lookalikes > 0
        ? [
            `${lookalikes} of ${rows} ${rowNoun} to calibrate on look exactly like one that the model was fitted on: name the columns that tell them apart in \`key\`.`,
          ]
        : []),
    ],
  }
}
