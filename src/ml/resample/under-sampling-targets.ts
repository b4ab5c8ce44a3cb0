import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireRatio, targetCounts, unknownStrategy } from './named-classes.ts'
import { type ClassSize, classSizes, type UnderSamplingStrategy } from './sampling-strategy.ts'

const names = ['auto', 'notMinority', 'majority', 'notMajority', 'all']

/**
 * How many rows to keep of each class that is resampled, by class code. Other classes keep all.
 *
 * Source: imbalanced-learn, `imblearn/utils/_validation.py: check_sampling_strategy`. O(n).
 * @throws E_ML_ONE_CLASS; E_ML_PARAMETER for a ratio or target that asks for more rows than there are; E_ML_LABEL
 * @example underSamplingTargets({ classes: ['a', 'b'], codes: Int32Array.of(0, 0, 0, 1) }, 'auto') // Map { 0 => 1 }
 */
export function underSamplingTargets(labels: Labels, strategy: UnderSamplingStrategy): Map<number, number> {
  const { present, largest, smallest } = classSizes(labels)
  const to = (count: number, chosen: (item: ClassSize) => boolean) =>
    new Map(present.filter(chosen).map(({ code }) => [code, count]))

  if (typeof strategy === 'number') {
    requireRatio(strategy, present.length)
    const wanted = Math.trunc(smallest.count / strategy)
    if (wanted <= largest.count) return to(wanted, (item) => item !== smallest)
    throw new MillraceError(
      'E_ML_PARAMETER',
      `A ratio of ${strategy} asks for ${wanted} rows of "${largest.name}", which has ${largest.count}.`,
      { hint: `Use a ratio of ${smallest.count / largest.count} or more.` },
    )
  }
  if (typeof strategy === 'object' || typeof strategy === 'function') {
    const targets = targetCounts(strategy, present)
    return new Map(
      present.filter(({ name }) => Object.hasOwn(targets, name)).map((item) => [item.code, target(targets, item)]),
    )
  }
  switch (strategy) {
    case 'auto':
    case 'notMinority':
      return to(smallest.count, (item) => item !== smallest)
    case 'majority':
      return to(smallest.count, (item) => item === largest)
    case 'notMajority':
      return to(smallest.count, (item) => item !== largest)
    case 'all':
      return to(smallest.count, () => true)
    default:
      throw unknownStrategy(strategy, names, 'a ratio, or a target count a class')
  }
}

function target(targets: Readonly<Record<string, number>>, { name, count }: ClassSize): number {
  const wanted = targets[name]!
  if (Number.isInteger(wanted) && wanted >= 0 && wanted <= count) return wanted
  throw new MillraceError(
    'E_ML_PARAMETER',
    `samplingStrategy asks for ${wanted} rows of "${name}", which has ${count}.`,
    { hint: 'Under-sampling only takes rows away: name the count to keep, at most the present one.' },
  )
}
