import type { Labels } from '../../base/matrix.ts'
import type { Random } from '../../base/random.ts'
import { classWeights } from '../class-weight.ts'
import type { ResolvedForestOptions } from './random-forest-options.ts'

/**
 * The row weights of one tree: each row's weight times how often it was drawn in `maxSamples` draws with replacement.
 * `balancedSubsample` weighs the classes by their counts among the drawn rows.
 *
 * Source: Breiman (2001); scikit-learn, `sklearn/ensemble/_forest.py: _parallel_build_trees`. O(n).
 */
export function drawBootstrap(
  labels: Labels,
  weights: Float64Array,
  options: Pick<ResolvedForestOptions, 'maxSamples' | 'classWeight'>,
  random: Random,
): Float64Array {
  const times = new Float64Array(weights.length)
  // Where all drawn rows weigh 0 there would be no tree: draw again.
  do {
    times.fill(0)
    for (let draw = 0; draw < options.maxSamples; draw++) times[random.integer(times.length)]!++
  } while (!times.some((count, i) => count > 0 && weights[i]! > 0))
  const drawn = times.map((count, i) => count * weights[i]!)
  if (options.classWeight !== 'balancedSubsample') return drawn

  const counts = new Float64Array(labels.classes.length)
  for (let i = 0; i < times.length; i++) counts[labels.codes[i]!]! += times[i]!
  const perClass = classWeights(labels.classes, counts, 'balanced')
  return drawn.map((weight, i) => weight * perClass[labels.codes[i]!]!)
}
