import type { Observation } from '../observation.ts'
import { crowdingDistances } from './crowding-distances.ts'
import { nonDominatedRanks } from './non-dominated-ranks.ts'

/**
 * Observations, the best first: those given a larger budget before all others, since only they were seen through; then by
 * non-dominated rank; within a rank of several objectives the loneliest first, so that the whole front is kept in sight;
 * then by number. O(n² objectives).
 */
export function rankObservations(observations: readonly Observation[]): Observation[] {
  const budgets = [...new Set(observations.map(budgetOf))].sort((a, b) => b - a)
  return budgets.flatMap((budget) => {
    const alike = observations.filter((one) => budgetOf(one) === budget)
    if (alike[0]!.losses.length === 1) {
      // One objective: a plain sort, which is the same order.
      return [...alike].sort((a, b) => compare(a.losses[0]!, b.losses[0]!) || a.number - b.number)
    }
    const ranks = nonDominatedRanks(alike.map(({ losses }) => losses))
    const layers = [...new Set(ranks)].sort((a, b) => a - b)
    return layers.flatMap((layer) => {
      const front = alike.filter((_, i) => ranks[i] === layer)
      const room = crowdingDistances(front.map(({ losses }) => losses))
      const order = [...front.keys()].sort((a, b) => compare(room[b]!, room[a]!) || front[a]!.number - front[b]!.number)
      return order.map((i) => front[i]!)
    })
  })
}

const budgetOf = ({ budget, losses }: Observation) =>
  losses.every(Number.isFinite) ? (budget ?? Number.POSITIVE_INFINITY) : Number.NEGATIVE_INFINITY

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
