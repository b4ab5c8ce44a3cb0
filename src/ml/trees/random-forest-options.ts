import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireWhole } from '../checks.ts'
import type { ClassWeight } from '../class-weight.ts'
import type { Criterion } from './impurity.ts'

/** scikit-learn's names and defaults, in camelCase. */
export interface RandomForestOptions {
  /** Unsigned 32-bit. Tree t uses `deriveSeed(seed, 'tree', t)`: the first trees of a larger forest are the same. */
  readonly seed: number
  /** Trees. Default 100. */
  readonly nEstimators?: number
  /** Default `gini`. */
  readonly criterion?: Criterion
  /** Default null: no limit. */
  readonly maxDepth?: number | null
  /** Rows that a node must have to be split. Default 2. */
  readonly minSamplesSplit?: number
  /** Rows that a leaf must have. Default 1. */
  readonly minSamplesLeaf?: number
  /** Features looked at for each split. A whole number from 1 is a count, a number below 1 a share, null all. */
  readonly maxFeatures?: 'sqrt' | 'log2' | number | null
  /** Draw rows with replacement for each tree. Default true; otherwise each tree sees all rows. */
  readonly bootstrap?: boolean
  /** Judge each row by the trees that did not see it. Default false. Needs `bootstrap`. */
  readonly oobScore?: boolean
  /** Default null. `balancedSubsample` is `balanced` within each bootstrap sample. */
  readonly classWeight?: ClassWeight | 'balancedSubsample'
  /** Rows drawn for each tree: a whole number from 1 is a count, a number below 1 a share. Default null: all. */
  readonly maxSamples?: number | null
  /** Default 0. */
  readonly minImpurityDecrease?: number
  /** One weight a row, from 0. */
  readonly sampleWeight?: Float64Array
  /** Called after each tree. */
  readonly progress?: (done: number, total: number) => void
}

/** Options with every default filled in and every number checked against the data's size. */
export interface ResolvedForestOptions {
  readonly seed: number
  readonly nEstimators: number
  readonly criterion: Criterion
  readonly maxDepth: number
  readonly minSamplesSplit: number
  readonly minSamplesLeaf: number
  readonly maxFeatures: number
  readonly bootstrap: boolean
  readonly oobScore: boolean
  readonly classWeight: ClassWeight | 'balancedSubsample'
  readonly maxSamples: number
  readonly minImpurityDecrease: number
}

/** @throws E_ML_PARAMETER naming the option, the value seen and what to use */
export function resolveForestOptions(
  options: RandomForestOptions,
  rows: number,
  features: number,
): ResolvedForestOptions {
  const {
    seed,
    nEstimators = 100,
    criterion = 'gini',
    maxDepth = null,
    minSamplesSplit = 2,
    minSamplesLeaf = 1,
    maxFeatures = 'sqrt',
    bootstrap = true,
    oobScore = false,
    classWeight = null,
    maxSamples = null,
    minImpurityDecrease = 0,
  } = options
  requireWhole('seed', seed, 0)
  requireWhole('nEstimators', nEstimators, 1)
  requireWhole('minSamplesSplit', minSamplesSplit, 2)
  requireWhole('minSamplesLeaf', minSamplesLeaf, 1)
  if (maxDepth !== null) requireWhole('maxDepth', maxDepth, 1)
  if (criterion !== 'gini' && criterion !== 'entropy' && criterion !== 'logLoss') {
    throw new MillraceError('E_ML_PARAMETER', `criterion is "${String(criterion)}".`, {
      hint: 'Use gini, entropy or logLoss.',
    })
  }
  if (!(minImpurityDecrease >= 0)) {
    throw new MillraceError('E_ML_PARAMETER', `minImpurityDecrease is ${minImpurityDecrease}.`, {
      hint: 'Use a number from 0.',
    })
  }
  if (oobScore && !bootstrap) {
    throw new MillraceError('E_ML_PARAMETER', 'oobScore is true but bootstrap is false.', {
      hint: 'Without bootstrap every tree has seen every row.',
    })
  }
  return {
    seed,
    nEstimators,
    criterion,
    maxDepth: maxDepth ?? Number.POSITIVE_INFINITY,
    minSamplesSplit,
    minSamplesLeaf,
    maxFeatures: countFeatures(maxFeatures, features),
    bootstrap,
    oobScore,
    classWeight,
    maxSamples: maxSamples === null ? rows : countOf('maxSamples', maxSamples, rows),
    minImpurityDecrease,
  }
}

function countFeatures(maxFeatures: 'sqrt' | 'log2' | number | null, features: number): number {
  if (maxFeatures === null) return features
  if (maxFeatures === 'sqrt') return Math.max(1, Math.floor(Math.sqrt(features)))
  if (maxFeatures === 'log2') return Math.max(1, Math.floor(Math.log2(features)))
  return countOf('maxFeatures', maxFeatures, features)
}

function countOf(name: string, value: number, all: number): number {
  if (value > 0 && value < 1) return Math.max(1, Math.floor(value * all))
  if (Number.isInteger(value) && value >= 1 && value <= all) return value
  throw new MillraceError('E_ML_PARAMETER', `${name} is ${String(value)}.`, {
    hint: `Use a whole number from 1 to ${all}, a share below 1, or null for all.`,
  })
}
