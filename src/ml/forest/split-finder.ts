import type { Random } from '../../base/random.ts'
import type { Sample } from './load-sample.ts'

/** Looks for the split of a node among drawn features, and notes the best in the thread's sheet. */
export interface SplitFinder {
  /** Of the entries `start … end`; `bestScore` is -Infinity before, and after it when nothing can be split. */
  find(start: number, end: number, random: Random): void
  /** The threshold of the split that was found, where it was drawn; NaN where it is midway between two values. */
  readonly cut: number
  /** The score of the node unsplit, where it is not told by its totals. */
  scoreNode?(start: number, end: number): number
  /** The value of a leaf, where it is not told by its totals. */
  leafValue?(start: number, end: number): number
  /** Begins a new tree. */
  reset(sample: Sample): void
}
