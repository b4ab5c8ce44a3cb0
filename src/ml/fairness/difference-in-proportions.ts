/**
 * DPL on labels, DPPL on predictions: `q_a - q_d`, the share of positive outcomes in group a less that in group d,
 * from -1 to 1. Above 0 group a has the wanted outcome more often.
 *
 * Source: SageMaker Clarify, DPL and DPPL; `pretraining.py: DPL`, `posttraining.py: DPPL`. O(1).
 * @param positivesA,positivesD rows with a positive outcome; `nA`, `nD` all rows of the group, above 0
 * @example differenceInProportions(1, 2, 2, 2) // -0.5
 */
export function differenceInProportions(positivesA: number, nA: number, positivesD: number, nD: number): number {
  return positivesA / nA - positivesD / nD
}
