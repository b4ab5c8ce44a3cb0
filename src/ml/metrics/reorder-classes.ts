import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Probabilities } from '../model.ts'

/**
 * The same probabilities with the classes in the order given, as the metrics need it. A class that the model did not
 * know gets probability 0. O(rows · K).
 * @throws E_ML_LABEL for a class of the model that is not among those given
 * @example reorderClasses({ rows: 1, classes: ['b', 'a'], data: Float64Array.of(0.3, 0.7) }, ['a', 'b']).data // [0.7, 0.3]
 */
export function reorderClasses(probabilities: Probabilities, classes: readonly string[]): Probabilities {
  const { rows, data } = probabilities
  const place = probabilities.classes.map((name) => {
    const k = classes.indexOf(name)
    if (k >= 0) return k
    throw new MillraceError('E_ML_LABEL', `The model knows the class "${name}", which is not asked for.`, {
      hint: didYouMean(name, classes),
    })
  })
  const reordered = new Float64Array(rows * classes.length)
  for (let i = 0; i < rows; i++) {
    for (const [from, to] of place.entries()) reordered[i * classes.length + to] = data[i * place.length + from]!
  }
  return { rows, classes: [...classes], data: reordered }
}
