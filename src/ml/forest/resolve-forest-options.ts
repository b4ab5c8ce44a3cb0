import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireWhole } from '../checks.ts'
import type { ClassCriterion, ForestOptions, ValueCriterion } from './forest-options.ts'

/** The rules by which trees grow: every default filled in, every number checked against the data's size. */
export interface ForestRules {
  readonly seed: number
  readonly nEstimators: number
  readonly criterion: ClassCriterion | ValueCriterion
  readonly maxDepth: number
  readonly minSamplesSplit: number
  readonly minSamplesLeaf: number
  readonly minWeightFractionLeaf: number
  readonly maxFeatures: number
  readonly maxLeafNodes: number
  readonly minImpurityDecrease: number
  readonly bootstrap: boolean
  readonly maxSamples: number
  readonly oobScore: boolean
  /** Whether splits are drawn (extra trees) instead of sought. */
  readonly randomSplits: boolean
}

/** What differs between the four learners. */
export interface ForestDefaults {
  readonly criteria: readonly (ClassCriterion | ValueCriterion)[]
  readonly maxFeatures: 'sqrt' | null
  readonly bootstrap: boolean
  readonly randomSplits: boolean
}

/** @throws E_ML_PARAMETER naming the option, the value seen and what to use */
export function resolveForestOptions(
  options: ForestOptions & { readonly criterion?: ClassCriterion | ValueCriterion | undefined },
  defaults: ForestDefaults,
  rows: number,
  features: number,
): ForestRules {
  const {
    seed,
    nEstimators = 100,
    criterion = defaults.criteria[0]!,
    maxDepth = null,
    minSamplesSplit = 2,
    minSamplesLeaf = 1,
    minWeightFractionLeaf = 0,
    maxFeatures = defaults.maxFeatures,
    maxLeafNodes = null,
    minImpurityDecrease = 0,
    bootstrap = defaults.bootstrap,
    maxSamples = null,
    oobScore = false,
  } = options
  requireWhole('seed', seed, 0)
  requireWhole('nEstimators', nEstimators, 1)
  if (maxDepth !== null) requireWhole('maxDepth', maxDepth, 1)
  if (maxLeafNodes !== null) requireWhole('maxLeafNodes', maxLeafNodes, 2)
  if (!defaults.criteria.includes(criterion)) {
    throw wrong('criterion', criterion, `Use ${defaults.criteria.join(', ').replace(/, ([^,]*)$/, ' or $1')}.`)
  }
  if (!(minImpurityDecrease >= 0)) throw wrong('minImpurityDecrease', minImpurityDecrease, 'Use a number from 0.')
  if (!(minWeightFractionLeaf >= 0 && minWeightFractionLeaf <= 0.5)) {
    throw wrong('minWeightFractionLeaf', minWeightFractionLeaf, 'Use a number from 0 to 0.5.')
  }
  if (oobScore && !bootstrap) {
    throw new MillraceError('E_ML_PARAMETER', 'oobScore is true but bootstrap is false.', {
      hint: 'Without bootstrap every tree has seen every row.',
    })
  }
  if (maxSamples !== null && !bootstrap) {
    throw new MillraceError('E_ML_PARAMETER', `maxSamples is ${maxSamples} but bootstrap is false.`, {
      hint: 'Without bootstrap every tree sees all rows: set bootstrap to true, or leave maxSamples out.',
    })
  }
  const leaf = rowsOf('minSamplesLeaf', minSamplesLeaf, 1, rows)
  return {
    seed,
    nEstimators,
    criterion,
    maxDepth: maxDepth ?? Number.POSITIVE_INFINITY,
    minSamplesLeaf: leaf,
    minSamplesSplit: Math.max(2, rowsOf('minSamplesSplit', minSamplesSplit, 2, rows), 2 * leaf),
    minWeightFractionLeaf,
    maxFeatures: countFeatures(maxFeatures, features),
    maxLeafNodes: maxLeafNodes ?? Number.POSITIVE_INFINITY,
    minImpurityDecrease,
    bootstrap,
    maxSamples: maxSamples === null ? rows : countOf('maxSamples', maxSamples, rows),
    oobScore,
    randomSplits: defaults.randomSplits,
  }
}

/** A share is rounded up, as in scikit-learn. */
function rowsOf(name: string, value: number, least: number, rows: number): number {
  if (value > 0 && value < 1) return Math.ceil(value * rows)
  if (Number.isInteger(value) && value >= least) return value
  throw wrong(name, value, `Use a whole number from ${least}, or a share of the rows below 1.`)
}

function countFeatures(maxFeatures: 'sqrt' | 'log2' | number | null, features: number): number {
  if (maxFeatures === null) return features
  if (maxFeatures === 'sqrt') return Math.max(1, Math.floor(Math.sqrt(features)))
  // The whole part of the binary logarithm is where the first bit stands.
  if (maxFeatures === 'log2') return Math.max(1, 31 - Math.clz32(features))
  return countOf('maxFeatures', maxFeatures, features)
}

function countOf(name: string, value: number, all: number): number {
  if (value > 0 && value < 1) return Math.max(1, Math.floor(value * all))
  if (Number.isInteger(value) && value >= 1 && value <= all) return value
  throw wrong(name, value, `Use a whole number from 1 to ${all}, a share below 1, or null for all.`)
}

function wrong(name: string, value: unknown, hint: string): MillraceError {
  return new MillraceError('E_ML_PARAMETER', `${name} is ${JSON.stringify(value) ?? String(value)}.`, { hint })
}
