import { exp } from '../kernels/elementary/exp.ts'
import { log } from '../kernels/elementary/log.ts'

/** How XGBoost makes predictions of margins, for each of its objectives that is read. */
interface XgboostObjective {
  /** What the margins are of: two classes, several classes, or a number. */
  readonly kind: 'binary' | 'classes' | 'number'
  readonly link: 'identity' | 'logit' | 'log'
}

const logit = { kind: 'binary', link: 'logit' } as const
const identity = { kind: 'number', link: 'identity' } as const
const logarithm = { kind: 'number', link: 'log' } as const

/** By the names in XGBoost's files; `reg:linear` is an old one of squared error. */
export const xgboostObjectives: Readonly<Record<string, XgboostObjective>> = {
  'reg:squarederror': identity,
  'reg:linear': identity,
  'reg:absoluteerror': identity,
  'reg:pseudohubererror': identity,
  'reg:quantileerror': identity,
  'reg:squaredlogerror': identity,
  'reg:logistic': { kind: 'number', link: 'logit' },
  'binary:logistic': logit,
  'multi:softprob': { kind: 'classes', link: 'identity' },
  'multi:softmax': { kind: 'classes', link: 'identity' },
  'count:poisson': logarithm,
  'reg:gamma': logarithm,
  'reg:tweedie': logarithm,
}

/**
 * The margin at which sums start, from the base score of a file: every operation in single precision, as in XGBoost 1.7.4
 * (`ProbToMargin` of its objectives), so that margins agree to the last bit.
 */
export function marginOfScore(objective: string, baseScore: number): number {
  const score = Math.fround(baseScore)
  const link = xgboostObjectives[objective]?.link
  if (link === 'logit') return -Math.fround(log(Math.fround(Math.fround(1 / score) - 1)))
  if (link === 'log') return Math.fround(log(score))
  return score
}

/** The prediction that a margin of one number stands for. */
export function valueOfMargin(objective: string, margin: number): number {
  const link = xgboostObjectives[objective]?.link
  if (link === 'logit') return 1 / (1 + exp(-margin))
  return link === 'log' ? exp(margin) : margin
}
