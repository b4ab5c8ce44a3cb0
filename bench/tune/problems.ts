import type { Params, Space } from '../../src/ml/tune/space/space.ts'

/**
 * Branin's function: three valleys of the same depth, 0.397887.
 * Source: Dixon and Szegö, "Towards Global Optimisation 2" (1978).
 */
export function branin({ x, y }: Params): number {
  const [a, b] = [x as number, y as number]
  const curve = b - (5.1 / (4 * Math.PI ** 2)) * a ** 2 + (5 / Math.PI) * a - 6
  return curve ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) + 10
}

export const braninSpace: Space = {
  x: { type: 'linear', low: -5, high: 10 },
  y: { type: 'linear', low: 0, high: 15 },
}
export const braninLeast = 0.39788735772973816

const weights = [1, 1.2, 3, 3.2]
const steepness = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
]
const centers = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]

/** Hartmann's function of six variables: four wells, the deepest -3.322368. Source: as Branin's. */
export function hartmann6(params: Params): number {
  const point = Object.keys(hartmannSpace).map((name) => params[name] as number)
  return -weights.reduce((sum, weight, i) => {
    const exponent = point.reduce((inner, u, j) => inner + steepness[i]![j]! * (u - centers[i]![j]!) ** 2, 0)
    return sum + weight * Math.exp(-exponent)
  }, 0)
}

export const hartmannSpace: Space = Object.fromEntries(
  Array.from({ length: 6 }, (_, j) => [`x${j + 1}`, { type: 'linear', low: 0, high: 1 }]),
)
export const hartmannLeast = -3.322368011391339
