import type { Labels, Matrix } from '../../base/matrix.ts'
import { requireWhole } from '../checks.ts'
import { nearestNeighbors } from '../neighbors/nearest-neighbors.ts'
import { requireNeighbors } from './check-resampling.ts'
import { type DrawnPairs, drawPairs } from './draw-pairs.ts'
import { createMersenneTwister } from './mersenne-twister.ts'
import { overSamplingTargets } from './over-sampling-targets.ts'
import type { SmoteOptions } from './resample-options.ts'
import { columnsOf, rowsOfClass } from './rows-of-class.ts'

export interface ClassPairs {
  readonly code: number
  readonly pairs: DrawnPairs
}

/** Which rows SMOTE mixes, class by class: each class starts its own generator from the seed. Values are taken later. */
export async function smotePairs(labels: Labels, search: Matrix, options: SmoteOptions): Promise<ClassPairs[]> {
  const { seed, samplingStrategy = 'auto', kNeighbors: k = 5 } = options
  requireWhole('seed', seed, 0)
  requireWhole('kNeighbors', k, 1)
  const targets = overSamplingTargets(labels, samplingStrategy)
  // Before the first search: who asks for too much hears it at once.
  for (const target of targets) requireNeighbors('kNeighbors', k, target)
  const classes: ClassPairs[] = []
  for (const { code, generate } of targets) {
    const rows = rowsOfClass(labels, code)
    const { indices } = await nearestNeighbors({ columns: columnsOf(search, rows) }, k, options)
    const pairs = drawPairs(indices, k, generate, createMersenneTwister(seed), rows, rows)
    classes.push({ code, pairs })
  }
  return classes
}
