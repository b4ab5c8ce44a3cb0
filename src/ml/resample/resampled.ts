import type { Labels, Matrix } from '../../base/matrix.ts'
import { countClasses } from '../class-weight.ts'

/** What every resampler gives. */
export interface Resampled {
  /** In the precision of the features that were given. */
  readonly features: Matrix
  readonly labels: Labels
  /** The given row that each row is, or is a copy of; -1 where it was made up. */
  readonly origin: Int32Array
  /** 1 where a row was added, made up or copied: it is no observation of its own. */
  readonly synthetic: Uint8Array
  /** Rows a class, in the order of `labels.classes`. */
  readonly counts: readonly ClassCount[]
}

export interface ClassCount {
  readonly class: string
  readonly before: number
  readonly after: number
}

export function classCounts(before: Labels, after: Labels): ClassCount[] {
  const [earlier, later] = [countClasses(before), countClasses(after)]
  return before.classes.map((name, k) => ({ class: name, before: earlier[k]!, after: later[k]! }))
}
