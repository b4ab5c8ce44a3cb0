import { exp } from '../../kernels/elementary/exp.ts'

const oneOverRootTwoPi = 0.3989422804014327

/** The density of the standard normal distribution, the same bits on every machine. O(1). */
export function normalDensity(z: number): number {
  return oneOverRootTwoPi * exp(-0.5 * z * z)
}
