/** A split that a member found for a node, sums and gain in units. */
export interface Candidate {
  /** Of both children; the node's own is not yet taken off. */
  gain: number
  feature: number
  bin: number
  missingLeft: boolean
  leftGradient: number
  leftHessian: number
  goesRight: Uint32Array | undefined
}

/** The greater gain; of equals the lower feature; else the one that was there. A total order: threads change nothing. */
export function isBetter(
  one: { readonly gain: number; readonly feature: number },
  other: { readonly gain: number; readonly feature: number } | undefined,
): boolean {
  if (other === undefined) return one.gain > Number.NEGATIVE_INFINITY
  return one.gain > other.gain || (one.gain === other.gain && one.feature < other.feature)
}
