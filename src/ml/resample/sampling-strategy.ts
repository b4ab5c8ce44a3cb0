import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { countClasses } from '../class-weight.ts'

/** Rows wanted of each class, from the rows there are: for what no named strategy says. Classes left out stay as they are. */
export type SamplingFunction = (counts: Readonly<Record<string, number>>) => Readonly<Record<string, number>>

/**
 * How many rows each class shall have. `auto` and `notMajority`: all but the largest class as many as it; `minority`: only
 * the smallest class; `notMinority`: all but the smallest; `all`. A number (two classes only) is the ratio
 * smaller / larger afterwards. A record gives the TARGET count of each class that it names; a function gives such a record.
 */
export type OverSamplingStrategy =
  | 'auto'
  | 'notMajority'
  | 'minority'
  | 'notMinority'
  | 'all'
  | number
  | Readonly<Record<string, number>>
  | SamplingFunction

/**
 * `auto` and `notMinority`: all but the smallest class shrink to its size; `majority`: only the largest; `notMajority`: all
 * but the largest; `all`. Number, record and function as for over-sampling.
 */
export type UnderSamplingStrategy =
  | 'auto'
  | 'notMinority'
  | 'majority'
  | 'notMajority'
  | 'all'
  | number
  | Readonly<Record<string, number>>
  | SamplingFunction

/** Which classes lose the rows that a cleaning method finds: by name of the strategy, or a list of classes. */
export type CleaningStrategy = 'auto' | 'notMinority' | 'majority' | 'notMajority' | 'all' | readonly string[]

/** A class that has rows. */
export interface ClassSize {
  readonly name: string
  /** The class's code in the labels. */
  readonly code: number
  readonly count: number
}

/**
 * The classes that have rows, in sorted order of their names, with the largest and the smallest: of classes that are equally
 * large the first in that order. O(n).
 *
 * Source of this order: imbalanced-learn, `imblearn/utils/_validation.py: _count_class_sample`.
 * @param counts rows of each class, where they are known
 * @throws E_ML_ONE_CLASS
 */
export function classSizes(
  labels: Labels,
  counts: Float64Array = countClasses(labels),
): { present: ClassSize[]; largest: ClassSize; smallest: ClassSize } {
  const present = labels.classes
    .map((name, code) => ({ name, code, count: counts[code]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  if (present.length < 2) {
    throw new MillraceError('E_ML_ONE_CLASS', `All ${labels.codes.length} rows are "${present[0]?.name}".`, {
      hint: 'Resampling balances classes: it needs two at least.',
    })
  }
  return {
    present,
    largest: present.reduce((best, item) => (item.count > best.count ? item : best)),
    smallest: present.reduce((best, item) => (item.count < best.count ? item : best)),
  }
}
