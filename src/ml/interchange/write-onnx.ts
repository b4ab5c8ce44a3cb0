import { LinearRegressor } from '../linear/linear-regressor.ts'
import { LogisticRegression } from '../linear/logistic-regression.ts'
import type { Model } from '../model.ts'
import { exportableTrees } from './exportable-model.ts'
import type { ExportableTrees } from './exportable-trees.ts'
import { linearGraph } from './onnx/linear-graph.ts'
import { onnxModel } from './onnx/onnx-graph.ts'
import { treeGraph } from './onnx/tree-graph.ts'

/**
 * A model as the bytes of an ONNX file, for any runtime of ONNX: opset 17 with `ai.onnx.ml` 3.
 *
 * One input, `features`: singles, rows x features in the order of the model, NaN for missing. Classifiers give `label` (a
 * text a row) and `probabilities` (rows x classes), regressors `value` (rows x 1). The names of features and classes are in
 * the metadata `featureNames` and `classes`, as JSON. Probabilities agree with the model's own within 1e-6 for features
 * that are singles.
 *
 * Trees become TreeEnsembleClassifier and TreeEnsembleRegressor, linear models MatMul, Add and Softmax in double precision.
 * @param model a forest, boosting, a model of XGBoost, logistic or linear regression
 * @throws E_ML_PARAMETER for another model, and for splits by sets of several categories; E_ML_MODEL_FILE beyond 2 GiB
 * @example await writeFile('model.onnx', writeOnnx(model))
 */
export function writeOnnx(model: Model | ExportableTrees): Uint8Array {
  const { graph, classes } = graphOf(model)
  const metadata = {
    featureNames: JSON.stringify(model.featureNames),
    ...(classes === undefined ? {} : { classes: JSON.stringify(classes) }),
  }
  return onnxModel({ ...graph, metadata })
}

function graphOf(model: Model | ExportableTrees) {
  if (model instanceof LogisticRegression) {
    const { featureNames, coefficients, classes, present } = model
    // A class without training rows has no share of the others' probability.
    const none = -1e300
    const intercepts = model.intercepts.map((value, k) => (present.includes(k) ? value : none))
    return { graph: linearGraph({ featureNames, coefficients, intercepts, classes }), classes }
  }
  if (model instanceof LinearRegressor) {
    const { featureNames, coefficients, intercept } = model
    const intercepts = Float64Array.of(intercept)
    return { graph: linearGraph({ featureNames, coefficients, intercepts }), classes: undefined }
  }
  const trees = exportableTrees(model)
  return { graph: treeGraph(trees), classes: trees.classes }
}
