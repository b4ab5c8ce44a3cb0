import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { countClasses } from '../class-weight.ts'

/**
 * How many rows each class shall have. `auto` and `notMajority`: all but the largest class as many as it; `minority`:
 * only the smallest class; `notMinority`: all but the smallest; `all`. A number (two classes only) is the ratio
 * smaller / larger afterwards. A record gives the TARGET count of each class that it names.
 */
export type SamplingStrategy =
  | 'auto'
  | 'notMajority'
  | 'minority'
  | 'notMinority'
  | 'all'
  | number
  | Readonly<Record<string, number>>

export interface ClassTarget {
  readonly name: string
  /** The class's code in the labels. */
  readonly code: number
  readonly count: number
  /** Rows to make, above 0. */
  readonly generate: number
}

/**
 * The classes that get new rows, in sorted order of their names. Of classes that are equally large the first in that
 * order counts as the largest, or as the smallest. Classes without a row are left alone.
 *
 * Source: imbalanced-learn, `imblearn/utils/_validation.py: check_sampling_strategy`. O(n).
 * @throws E_ML_ONE_CLASS; E_ML_PARAMETER for a ratio or target that asks for fewer rows than there are; E_ML_LABEL
 * @example samplingTargets({ classes: ['a', 'b'], codes: Int32Array.of(0, 0, 0, 1) }, 'auto')
 * // [{ name: 'b', code: 1, count: 1, generate: 2 }]
 */
export function samplingTargets(labels: Labels, strategy: SamplingStrategy): ClassTarget[] {
  const counts = countClasses(labels)
  const present = labels.classes
    .map((name, code) => ({ name, code, count: counts[code]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  if (present.length < 2) {
    throw new MillraceError('E_ML_ONE_CLASS', `All ${labels.codes.length} rows are "${present[0]?.name}".`, {
      hint: 'Resampling balances classes: it needs two at least.',
    })
  }
  const largest = present.reduce((best, item) => (item.count > best.count ? item : best))
  const smallest = present.reduce((best, item) => (item.count < best.count ? item : best))

  const generate = (item: (typeof present)[number]): number => {
    const missing = largest.count - item.count
    if (typeof strategy === 'number') return item === largest ? 0 : fromRatio(strategy, item.name, item.count)
    if (typeof strategy === 'object') return fromTarget(strategy, item.name, item.count)
    switch (strategy) {
      case 'auto':
      case 'notMajority':
      case 'all':
        return missing
      case 'minority':
        return item === smallest ? missing : 0
      case 'notMinority':
        return item === smallest ? 0 : missing
      default:
        throw new MillraceError('E_ML_PARAMETER', `samplingStrategy is "${String(strategy)}".`, {
          hint: 'Use auto, notMajority, minority, notMinority, all, a ratio, or a target count a class.',
        })
    }
  }
  const fromRatio = (ratio: number, name: string, count: number): number => {
    if (present.length !== 2 || !(ratio > 0 && ratio <= 1)) {
      throw new MillraceError('E_ML_PARAMETER', `samplingStrategy is ${ratio} for ${present.length} classes.`, {
        hint: 'A ratio is above 0, at most 1, and for two classes; give target counts for more.',
      })
    }
    const wanted = Math.trunc(largest.count * ratio - count)
    if (wanted > 0) return wanted
    throw new MillraceError(
      'E_ML_PARAMETER',
      `A ratio of ${ratio} asks for no more than the ${count} rows of "${name}".`,
      {
        hint: `Use a ratio above ${count / largest.count}.`,
      },
    )
  }

  if (typeof strategy === 'object') {
    const names = present.map((item) => item.name)
    const unknown = Object.keys(strategy).find((name) => !names.includes(name))
    if (unknown !== undefined) {
      throw new MillraceError('E_ML_LABEL', `samplingStrategy names "${unknown}", a class without rows.`, {
        hint: didYouMean(unknown, names),
      })
    }
  }
  return present.map((item) => ({ ...item, generate: generate(item) })).filter((item) => item.generate > 0)
}

function fromTarget(targets: Readonly<Record<string, number>>, name: string, count: number): number {
  const target = Object.hasOwn(targets, name) ? targets[name]! : count
  if (Number.isInteger(target) && target >= count) return target - count
  throw new MillraceError(
    'E_ML_PARAMETER',
    `samplingStrategy asks for ${target} rows of "${name}", which has ${count}.`,
    {
      hint: 'Over-sampling only adds rows: name the count to reach, at least the present one.',
    },
  )
}
