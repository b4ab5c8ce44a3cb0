/** Whether `a` is nowhere worse than `b` and somewhere better. O(objectives). */
export function dominates(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, m) => value <= b[m]!) && a.some((value, m) => value < b[m]!)
}

/**
 * The layer of each point: 0 for the Pareto front, 1 for the front of what is left without it, and so on. One objective
 * gives the places of an ordinary ranking, ties sharing one. Less is better. O(n² objectives).
 *
 * Source: Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE TEC 6 (2002).
 * @example nonDominatedRanks([[1, 2], [2, 1], [2, 2]]) // [0, 0, 1]
 */
export function nonDominatedRanks(losses: readonly (readonly number[])[]): Int32Array {
  const better = Int32Array.from(losses, (own) => losses.filter((other) => dominates(other, own)).length)
  const ranks = new Int32Array(losses.length).fill(-1)
  let left = losses.length
  for (let rank = 0; left > 0; rank++) {
    const front = [...ranks.keys()].filter((i) => ranks[i] === -1 && better[i] === 0)
    for (const i of front) ranks[i] = rank
    for (const i of front) {
      for (const j of ranks.keys()) if (ranks[j] === -1 && dominates(losses[i]!, losses[j]!)) better[j]!--
    }
    left -= front.length
  }
  return ranks
}
