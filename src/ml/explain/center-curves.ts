import type { PartialDependence } from './partial-dependence.ts'

/**
 * Individual curves less their value at the first point, and so the average: what remains is how each row's prediction changes,
 * so that curves which part show an interaction.
 *
 * Source: Goldstein et al. (2015), centred ICE. O(rows · points).
 * @example centerCurves(partialDependence(test, predict, ['age'])).individual[0] // 0
 */
export function centerCurves(dependence: PartialDependence): PartialDependence {
  const { average, individual } = dependence
  const points = average.length
  return {
    ...dependence,
    average: average.map((value) => value - average[0]!),
    individual: individual.map((value, at) => value - individual[at - (at % points)]!),
  }
}
