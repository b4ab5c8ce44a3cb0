import { meanOfRows } from '../metrics/row-losses.ts'
import type { Params } from '../tune/space/space.ts'
import type { TriedCandidate } from './auto-candidate.ts'
import { type AutoData, type JudgedRows, judgedRows } from './auto-data.ts'
import type { ChosenEnsemble } from './choose-ensemble.ts'
import { evidenceLosses, rowEvidence } from './row-evidence.ts'
import { standardError } from './standard-error.ts'

/** A score, and how far below the baseline's it lies: above 0 is better than knowing nothing. */
export interface AutoScore {
  /** Log loss in nats, or root mean squared error in the unit of the target: less is better. */
  readonly score: number
  /** The baseline's score minus this one. */
  readonly gain: number
  /** 95 % interval of the gain: pairs of rows, taken as independent of one another. */
  readonly lower: number
  readonly upper: number
  /** One a fold that tests rows. */
  readonly folds: readonly number[]
}

/** A candidate on the leaderboard. */
export interface AutoStanding extends AutoScore {
  readonly name: string
  readonly learner: string
  readonly params: Params
  readonly seed: number
  /** Its share of the model; the weights sum to 1. */
  readonly weight: number
}

/** All that was tried and what became of it, as plain data. No times: they differ from run to run. */
export interface AutoBoard {
  readonly objective: 'logLoss' | 'rmse'
  /** Rows that judged: each by models that did not see it. */
  readonly rows: number
  readonly baseline: AutoStanding
  /** The model that is shipped; weights and calibration of each row's score are of other folds. */
  readonly ensemble: AutoScore & {
    readonly members: number
    readonly calibration: string
    readonly uncalibrated: number
  }
  /** The best candidate alone, chosen on other folds than those that judge it. */
  readonly single: AutoScore
  /** The best first; of equals the one that was tried first. */
  readonly candidates: readonly AutoStanding[]
  readonly refused: readonly {
    readonly name: string
    readonly learner: string
    readonly params: Params
    readonly reason: string
  }[]
}

/** O(candidates · rows). */
export function autoBoard(data: AutoData, tried: readonly TriedCandidate[], chosen: ChosenEnsemble): AutoBoard {
  const judged = judgedRows(data)
  const losses = (predictions: Float64Array) => evidenceLosses(rowEvidence(predictions, judged.target), judged.target)
  const naive = losses(chosen.candidates[0]!.predictions)
  const standings = chosen.candidates.map(({ candidate, predictions }, e): AutoStanding => {
    const { name, learner, params, seed } = candidate
    return { name, learner, params, seed, weight: chosen.weights[e]!, ...scoreOf(losses(predictions), naive, judged) }
  })
  const [baseline, ...others] = standings
  return {
    objective: judged.target instanceof Float64Array ? 'rmse' : 'logLoss',
    rows: judged.rows.length,
    baseline: baseline!,
    ensemble: {
      ...scoreOf(losses(chosen.predictions), naive, judged),
      members: chosen.members.length,
      calibration: chosen.calibration?.method ?? 'none',
      uncalibrated: scoreOf(losses(chosen.uncalibrated), naive, judged).score,
    },
    single: scoreOf(losses(chosen.single), naive, judged),
    candidates: others.sort((a, b) => a.score - b.score),
    refused: tried.flatMap(({ candidate: { name, learner, params }, refused }) =>
      refused === undefined ? [] : [{ name, learner, params, reason: refused }],
    ),
  }
}

function scoreOf(losses: Float64Array, naive: Float64Array, { target, sampleWeight, folds }: JudgedRows): AutoScore {
  const squared = target instanceof Float64Array
  const shown = (mean: number) => (squared ? Math.sqrt(mean) : mean)
  const mean = meanOfRows(losses, sampleWeight).value
  const other = meanOfRows(naive, sampleWeight).value
  const score = shown(mean)
  // A difference of roots is that of what is under them, by their sum.
  const by = squared ? score + shown(other) || 1 : 1
  const error = standardError(naive, losses, other - mean, sampleWeight)
  const of = (difference: number) => difference / by
  return {
    score,
    gain: of(other - mean),
    lower: of(other - mean - 1.96 * error),
    upper: of(other - mean + 1.96 * error),
    folds: [...new Set(folds)].map((fold) => {
      const own = Int32Array.from(folds.keys()).filter((i) => folds[i] === fold)
      const weights = sampleWeight && Float64Array.from(own, (i) => sampleWeight[i]!)
      return shown(
        meanOfRows(
          Float64Array.from(own, (i) => losses[i]!),
          weights,
        ).value,
      )
    }),
  }
}
