import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireWhole } from '../checks.ts'
import type { ColumnReader } from '../column-reader.ts'
import type { BoostingOptions } from './boosting-options.ts'
import type { TreeParameters } from './boosting-payload.ts'
import type { Objective } from './objective.ts'
import { countCategories } from './require-columns.ts'

/** Options that both learners share, with defaults, checked, features by number. */
export interface ResolvedBoostingOptions {
  readonly nEstimators: number
  readonly maxBin: number
  readonly parameters: TreeParameters
}

/**
 * Fills in the defaults, and refuses what is out of range.
 * @throws E_ML_PARAMETER; E_ML_FEATURES for a feature that does not exist
 */
export async function resolveBoostingOptions(
  options: BoostingOptions,
  names: readonly string[],
  reader: ColumnReader,
  objective: Objective,
): Promise<ResolvedBoostingOptions> {
  const { nEstimators = 100, maxBin = 256, maxDepth = 6, maxLeaves = 0, seed = 0, growPolicy = 'depthwise' } = options
  requireWhole('nEstimators', nEstimators, 1)
  requireWhole('maxDepth', maxDepth, 0)
  requireWhole('maxLeaves', maxLeaves, 0)
  requireWhole('maxBin', maxBin, 3)
  if (maxBin > 256) {
    throw new MillraceError('E_ML_PARAMETER', `maxBin is ${maxBin}.`, {
      hint: 'Use 256 at most: a bin is kept in one byte.',
    })
  }
  if (growPolicy !== 'depthwise' && growPolicy !== 'lossguide') {
    throw new MillraceError('E_ML_PARAMETER', `growPolicy is ${String(growPolicy)}.`, {
      hint: 'Use depthwise or lossguide.',
    })
  }
  if (maxDepth === 0 && maxLeaves === 0 && growPolicy === 'depthwise') {
    throw new MillraceError('E_ML_PARAMETER', 'Both maxDepth and maxLeaves are 0: trees would have no limit.', {
      hint: 'Limit one of them.',
    })
  }
  if (options.earlyStoppingRounds !== undefined) requireWhole('earlyStoppingRounds', options.earlyStoppingRounds, 1)
  if (!Number.isSafeInteger(seed)) throw new MillraceError('E_ML_PARAMETER', `seed is ${seed}.`)

  const { maxCatToOnehot = 4, maxCatThreshold = 64 } = options
  requireWhole('maxCatToOnehot', maxCatToOnehot, 1)
  requireWhole('maxCatThreshold', maxCatThreshold, 1)
  const categories = new Int32Array(names.length)
  for (const name of options.categoricalFeatures ?? []) {
    const j = placeOf('categoricalFeatures', name, names)
    categories[j] = countCategories(await reader.read(j), name, maxBin - 2)
  }
  return {
    nEstimators,
    maxBin,
    parameters: {
      eta: inRange('eta', options.eta ?? 0.3, 0, 1),
      maxDepth,
      minChildWeight: inRange('minChildWeight', options.minChildWeight ?? 1, 0),
      gamma: inRange('gamma', options.gamma ?? 0, 0),
      lambda: inRange('lambda', options.lambda ?? 1, 0),
      alpha: inRange('alpha', options.alpha ?? 0, 0),
      maxDeltaStep: inRange('maxDeltaStep', options.maxDeltaStep ?? (objective === 'poisson' ? 0.7 : 0), 0),
      subsample: aboveZero('subsample', options.subsample ?? 1),
      colsampleByTree: aboveZero('colsampleByTree', options.colsampleByTree ?? 1),
      colsampleByLevel: aboveZero('colsampleByLevel', options.colsampleByLevel ?? 1),
      colsampleByNode: aboveZero('colsampleByNode', options.colsampleByNode ?? 1),
      growPolicy,
      maxLeaves,
      monotone: resolveMonotone(options.monotoneConstraints ?? {}, names, categories),
      interactions: (options.interactionConstraints ?? []).map((set) =>
        set.map((name) => placeOf('interactionConstraints', name, names)),
      ),
      categories,
      maxCatToOnehot,
      maxCatThreshold,
      seed,
    },
  }
}

function resolveMonotone(
  constraints: Readonly<Record<string, number>>,
  names: readonly string[],
  categories: Int32Array,
): Int8Array {
  const monotone = new Int8Array(names.length)
  for (const [name, direction] of Object.entries(constraints)) {
    const j = placeOf('monotoneConstraints', name, names)
    if (direction !== 1 && direction !== 0 && direction !== -1) {
      throw new MillraceError('E_ML_PARAMETER', `The monotone constraint of "${name}" is ${direction}.`, {
        hint: 'Use 1, 0 or -1.',
      })
    }
    if (direction !== 0 && categories[j]! > 0) {
      throw new MillraceError('E_ML_PARAMETER', `"${name}" has categories, which have no order to be monotone in.`)
    }
    monotone[j] = direction
  }
  return monotone
}

function placeOf(option: string, name: string, names: readonly string[]): number {
  const j = names.indexOf(name)
  if (j >= 0) return j
  throw new MillraceError('E_ML_FEATURES', `${option} names the feature "${name}", which does not exist.`, {
    hint: didYouMean(name, names),
  })
}

/** A number from `least` to `most`. */
export function inRange(name: string, value: number, least: number, most = Number.MAX_VALUE): number {
  if (value >= least && value <= most) return value
  const upTo = most === Number.MAX_VALUE ? '' : ` to ${most}`
  throw new MillraceError('E_ML_PARAMETER', `${name} is ${value}.`, { hint: `Use a number from ${least}${upTo}.` })
}

function aboveZero(name: string, value: number): number {
  if (value > 0 && value <= 1) return value
  throw new MillraceError('E_ML_PARAMETER', `${name} is ${value}.`, { hint: 'Use a number above 0, up to 1.' })
}
