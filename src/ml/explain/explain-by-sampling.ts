import type { Matrix } from '../../base/matrix.ts'
import type { Model } from '../model.ts'
import type { Explanation } from './explanation.ts'
import { type SampledShapOptions, sampledShap } from './sampled-shap.ts'

/** Contributions to the probabilities or the number of a model of any kind; see `sampledShap`. */
export function explainBySampling(
  model: Model,
  features: Matrix,
  background: Matrix,
  options: SampledShapOptions,
): Explanation {
  const predict = (rows: Matrix) =>
    model.task === 'classification' ? model.predictProbability(rows).data : model.predict(rows)
  const { featureNames } = model
  const found = sampledShap(predict, featureNames, features, background, options)
  return {
    method: 'sampled',
    unit: model.task === 'classification' ? 'probability' : 'value',
    featureNames,
    outputs: model.task === 'classification' ? model.classes : ['value'],
    rows: features.rows,
    ...found,
    raw: predict(features),
    beforeCalibration: false,
  }
}
