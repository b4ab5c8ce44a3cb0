import type { Labels } from '../../base/matrix.ts'
import { requireClasses, unknownStrategy } from './named-classes.ts'
import { type ClassSize, type CleaningStrategy, classSizes } from './sampling-strategy.ts'

const names = ['auto', 'notMinority', 'majority', 'notMajority', 'all']

/**
 * The codes of the classes that a cleaning method may take rows from.
 *
 * Source: imbalanced-learn, `imblearn/utils/_validation.py: check_sampling_strategy`. O(n).
 * @throws E_ML_ONE_CLASS; E_ML_LABEL; E_ML_PARAMETER for a ratio or counts, which cleaning does not know
 * @example cleaningTargets({ classes: ['a', 'b'], codes: Int32Array.of(0, 0, 0, 1) }, 'auto') // Set { 0 }
 */
export function cleaningTargets(labels: Labels, strategy: CleaningStrategy): Set<number> {
  const { present, largest, smallest } = classSizes(labels)
  const codes = (chosen: (item: ClassSize) => boolean) => new Set(present.filter(chosen).map(({ code }) => code))
  if (Array.isArray(strategy)) {
    requireClasses(strategy, present)
    return codes(({ name }) => strategy.includes(name))
  }
  switch (strategy) {
    case 'auto':
    case 'notMinority':
      return codes((item) => item !== smallest)
    case 'majority':
      return codes((item) => item === largest)
    case 'notMajority':
      return codes((item) => item !== largest)
    case 'all':
      return codes(() => true)
    default:
      throw unknownStrategy(strategy, names, 'or a list of classes')
  }
}
