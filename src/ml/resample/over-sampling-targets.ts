import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireRatio, targetCounts, unknownStrategy } from './named-classes.ts'
import { type ClassSize, classSizes, type OverSamplingStrategy } from './sampling-strategy.ts'

export interface ClassToGrow extends ClassSize {
  /** Rows to make, above 0. */
  readonly generate: number
}

const names = ['auto', 'notMajority', 'minority', 'notMinority', 'all']

/**
 * The classes that get new rows, in sorted order of their names. Classes without a row are left alone.
 *
 * Source: imbalanced-learn, `imblearn/utils/_validation.py: check_sampling_strategy`. O(n).
 * @param counts rows of each class, where they are known
 * @throws E_ML_ONE_CLASS; E_ML_PARAMETER for a ratio or target that asks for fewer rows than there are; E_ML_LABEL
 * @example overSamplingTargets({ classes: ['a', 'b'], codes: Int32Array.of(0, 0, 0, 1) }, 'auto')
 * // [{ name: 'b', code: 1, count: 1, generate: 2 }]
 */
export function overSamplingTargets(
  labels: Labels,
  strategy: OverSamplingStrategy,
  counts?: Float64Array,
): ClassToGrow[] {
  const { present, largest, smallest } = classSizes(labels, counts)
  return present.map((item) => ({ ...item, generate: generate(item) })).filter((item) => item.generate > 0)

  function generate(item: ClassSize): number {
    const missing = largest.count - item.count
    if (typeof strategy === 'number') {
      requireRatio(strategy, present.length)
      return item === largest ? 0 : fromRatio(strategy, item, largest.count)
    }
    if (typeof strategy === 'object' || typeof strategy === 'function') {
      return fromTarget(targetCounts(strategy, present), item)
    }
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
        throw unknownStrategy(strategy, names, 'a ratio, or a target count a class')
    }
  }
}

function fromRatio(ratio: number, { name, count }: ClassSize, largest: number): number {
  const wanted = Math.trunc(largest * ratio - count)
  if (wanted > 0) return wanted
  throw new MillraceError(
    'E_ML_PARAMETER',
    `A ratio of ${ratio} asks for no more than the ${count} rows of "${name}".`,
    { hint: `Use a ratio above ${count / largest}.` },
  )
}

function fromTarget(targets: Readonly<Record<string, number>>, { name, count }: ClassSize): number {
  const target = Object.hasOwn(targets, name) ? targets[name]! : count
  if (Number.isInteger(target) && target >= count) return target - count
  throw new MillraceError(
    'E_ML_PARAMETER',
    `samplingStrategy asks for ${target} rows of "${name}", which has ${count}.`,
    { hint: 'Over-sampling only adds rows: name the count to reach, at least the present one.' },
  )
}
