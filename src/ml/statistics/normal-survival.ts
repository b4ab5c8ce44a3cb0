import { chiSquareSurvival } from './chi-square-survival.ts'

/**
 * The probability that a standard normal variable is at least z. Its square is chi-square of one degree of freedom. O(1).
 * @example normalSurvival(1.959963984540054) // 0.025
 */
export function normalSurvival(z: number): number {
  const tail = chiSquareSurvival(z * z, 1) / 2
  return z >= 0 ? tail : 1 - tail
}
