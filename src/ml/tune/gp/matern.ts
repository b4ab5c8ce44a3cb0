import { exp } from '../../kernels/elementary/exp.ts'

const rootFive = Math.sqrt(5)

/**
 * The Matérn kernel of smoothness 5/2 at a squared distance: functions that are twice differentiable, neither rough nor
 * glass-smooth. `(1 + √5 r + 5/3 r²) e^(-√5 r)`. O(1).
 * Source: Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), eq. 4.17.
 * @example matern(0) // 1
 */
export function matern(squaredDistance: number): number {
  const r = Math.sqrt(squaredDistance)
  return (1 + rootFive * r + (5 / 3) * squaredDistance) * exp(-rootFive * r)
}

/** Its derivative by the squared distance: `-5/6 (1 + √5 r) e^(-√5 r)`. O(1). */
export function maternSlope(squaredDistance: number): number {
  const r = Math.sqrt(squaredDistance)
  return (-5 / 6) * (1 + rootFive * r) * exp(-rootFive * r)
}

/**
 * The squared difference of two coordinates. One that exists on one side only, or two categories that differ, are a whole
 * unit apart. O(1).
 */
export function squaredGap(a: number, b: number, isCategory: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : 1
  if (isCategory) return a === b ? 0 : 1
  return (a - b) * (a - b)
}
