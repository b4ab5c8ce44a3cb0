import type { Labels } from '../../base/matrix.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * The correlation of actual and predicted classes, from -1 to 1, for any number of classes:
 * `(c s - Σ p_k t_k) / √((s² - Σ p_k²)(s² - Σ t_k²))`, with s rows, c of them right, t_k of class k, p_k predicted as it.
 * 0 is what guessing gives, whatever the shares of the classes; 0 too where one side has a single class and nothing can correlate.
 *
 * Source: Matthews (1975); Gorodkin (2004); scikit-learn, `matthews_corrcoef`. O(n + K²).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL; for bad weights as `weightsOf`
 * @example // actual a a b b, predicted a b b b: (3·4 - (1·2 + 3·2)) / √((16 - 10)(16 - 8)) = 0.5774
 */
export function matthewsCorrelation(actual: Labels, predicted: Labels, options: Weighted = {}): number {
  const { classes, counts } = confusionMatrix(actual, predicted, options)
  const size = classes.length
  let [actualClasses, predictedClasses] = [0, 0]
  let [all, right, products, actualSquares, predictedSquares] = [0, 0, 0, 0, 0]
  for (let k = 0; k < size; k++) {
    let [support, called] = [0, 0]
    for (let l = 0; l < size; l++) {
      support += counts[k * size + l]!
      called += counts[l * size + k]!
    }
    if (support > 0) actualClasses++
    if (called > 0) predictedClasses++
    all += support
    right += counts[k * size + k]!
    products += support * called
    actualSquares += support * support
    predictedSquares += called * called
  }
  // By counting: sums of weights in another order need not be equal.
  if (actualClasses < 2 || predictedClasses < 2) return 0
  const spread = (all * all - predictedSquares) * (all * all - actualSquares)
  return spread > 0 ? (right * all - products) / Math.sqrt(spread) : 0
}
