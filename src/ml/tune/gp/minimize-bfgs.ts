export interface Evaluation {
  readonly value: number
  readonly gradient: Float64Array
}

/**
 * BFGS with a dense inverse Hessian and steps by halving (Armijo), for smooth functions of a few variables. No step is longer
 * than `longest`, so that a wild first gradient does not leave the region where the function means something.
 *
 * Source: Nocedal and Wright, "Numerical Optimization", 2nd ed., algorithm 6.1. O(p²) an iteration beside the function.
 * @returns the lowest point seen
 */
export function minimizeBfgs(
  evaluate: (x: Float64Array) => Evaluation,
  start: Float64Array,
  { maxIter = 50, tol = 1e-4, longest = 1 } = {},
): { readonly x: Float64Array; readonly value: number } {
  const p = start.length
  let x = start
  let here = evaluate(x)
  let inverse = identity(p)
  for (let iteration = 0; iteration < maxIter; iteration++) {
    const direction = x.map((_, i) => -dotRow(inverse, p, i, here.gradient))
    let slope = dot(direction, here.gradient)
    if (slope >= 0) {
      // What was learnt of the curvature misleads: begin again.
      inverse = identity(p)
      direction.set(here.gradient.map((g) => -g))
      slope = dot(direction, here.gradient)
    }
    if (-slope < tol * tol) break
    const length = Math.sqrt(dot(direction, direction))
    let share = Math.min(1, longest / length)
    let next = x.map((value, i) => value + share * direction[i]!)
    let there = evaluate(next)
    while (share > 1e-8 && !(there.value <= here.value + 1e-4 * share * slope)) {
      share /= 2
      next = x.map((value, i) => value + share * direction[i]!)
      there = evaluate(next)
    }
    if (!(there.value < here.value)) break
    const step = next.map((value, i) => value - x[i]!)
    const change = there.gradient.map((value, i) => value - here.gradient[i]!)
    const product = dot(step, change)
    if (product > 1e-12) update(inverse, p, step, change, product)
    const gain = here.value - there.value
    x = next
    here = there
    if (gain < tol * 1e-3 * (1 + Math.abs(here.value))) break
  }
  return { x, value: here.value }
}

/** `H ← (I - ρ s yᵀ) H (I - ρ y sᵀ) + ρ s sᵀ`. */
function update(h: Float64Array, p: number, step: Float64Array, change: Float64Array, product: number): void {
  const hy = step.map((_, i) => dotRow(h, p, i, change))
  const factor = (1 + dot(change, hy) / product) / product
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) {
      h[i * p + j]! += factor * step[i]! * step[j]! - (hy[i]! * step[j]! + step[i]! * hy[j]!) / product
    }
  }
}

function identity(p: number): Float64Array {
  return new Float64Array(p * p).map((_, at) => (at % (p + 1) === 0 ? 1 : 0))
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

function dotRow(h: Float64Array, p: number, row: number, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < p; j++) sum += h[row * p + j]! * b[j]!
  return sum
}
