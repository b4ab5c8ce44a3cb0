import type { Findings } from 'millrace'
import type { AutoBoard } from 'millrace/ml'
import { baselineWords, madeOf, paramWords, scoreWords } from './words.ts'

/** What the search found in sentences, and what a reader should beware of. */
export function writeFindings(board: AutoBoard, target: string, seconds: number | undefined): Findings {
  const { ensemble, single, candidates, refused, baseline, rows } = board
  const { metric } = scoreWords(board, target)
  const said = (value: number) => value.toPrecision(4)
  const count = candidates.length + refused.length
  const [best] = candidates
  const members = [baseline, ...candidates].filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  const shares = members.map(({ name, weight }) => `${name} (${(100 * weight).toFixed(0)} %)`).join(', ')
  const apart = ensemble.lower > 0
  return {
    headline: `The model, made of ${madeOf(board)}, has a ${metric} of ${said(ensemble.score)} on ${rows} rows left out in turn, ${said(Math.abs(ensemble.gain))} ${ensemble.gain >= 0 ? 'below' : 'above'} ${baselineWords(board)}; the 95 % interval, ${said(ensemble.lower)} to ${said(ensemble.upper)}, ${apart ? 'excludes' : 'includes'} no difference.`,
    statements: [
      `Its parts: ${shares}.`,
      ...(best === undefined
        ? []
        : [
            `The best candidate alone is ${best.name} (${paramWords(best.params)}) with ${said(best.score)}; a candidate chosen on other rows than those that judge it has ${said(single.score)}.`,
          ]),
      ...(board.objective === 'rmse'
        ? []
        : [
            ensemble.calibration === 'none'
              ? 'No calibration made the log loss less on rows that it was not fitted on, and none is used.'
              : `Calibration (${ensemble.calibration}) brings the log loss from ${said(ensemble.uncalibrated)} to ${said(ensemble.score)}.`,
          ]),
      ...(seconds === undefined ? [] : [`${seconds} seconds bought ${count} candidates.`]),
      'The weights and the calibration that judge a row were chosen without it. Which candidates there are was not: the last word is the test’s.',
    ],
    warnings: [
      ...(refused.length === 0
        ? []
        : [
            `${refused.length} of ${count} candidates were refused; the first, ${refused[0]!.name}: ${refused[0]!.reason}`,
          ]),
      ...(apart ? [] : [`The model is not told apart from ${baselineWords(board)}.`]),
    ],
  }
}
