export interface Quadrature {
  /** Between 0 and 1, rising. */
  readonly nodes: Float64Array
  /** They sum to 1. */
  readonly weights: Float64Array
}

const known = new Map<number, Quadrature>()

/**
 * Nodes and weights of Gauss and Legendre on [0, 1]: `Σ w_q f(t_q)` is the integral of every polynomial of degree up to `2 size - 1`.
 *
 * The roots of each Legendre polynomial lie between those of the one before: halving finds them with the four basic operations alone, so that
 * every machine gets the same bits.
 *
 * Source: Abramowitz and Stegun, 22.7.10 (recurrence), 25.4.29 (weights). O(size³), once a size.
 * @example gaussLegendre(2).nodes // [0.2113…, 0.7887…]
 */
export function gaussLegendre(size: number): Quadrature {
  const before = known.get(size)
  if (before !== undefined) return before
  let roots: number[] = []
  for (let degree = 1; degree <= size; degree++) {
    const bounds = [-1, ...roots, 1]
    roots = Array.from({ length: degree }, (_, i) => rootBetween(degree, bounds[i]!, bounds[i + 1]!))
  }
  const quadrature = {
    nodes: Float64Array.from(roots, (root) => (root + 1) / 2),
    // On [-1, 1] the weight is 2 / ((1 - x²) P'(x)²): half of that on [0, 1].
    weights: Float64Array.from(roots, (root) => 1 / ((1 - root * root) * legendre(size, root).slope ** 2)),
  }
  known.set(size, quadrature)
  return quadrature
}

function rootBetween(degree: number, from: number, to: number): number {
  let [low, high] = [from, to]
  const rising = legendre(degree, high).value > 0
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    const { value } = legendre(degree, middle)
    if (value === 0) return middle
    if (value > 0 === rising) high = middle
    else low = middle
  }
}

/** P_n and its derivative at x, -1 < x < 1 (at the ends the value alone is right). */
function legendre(degree: number, x: number): { value: number; slope: number } {
  let [previous, value] = [1, x]
  for (let n = 2; n <= degree; n++) {
    const next = ((2 * n - 1) * x * value - (n - 1) * previous) / n
    previous = value
    value = next
  }
  return { value, slope: (degree * (x * value - previous)) / (x * x - 1) }
}
