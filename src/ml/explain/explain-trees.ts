import type { Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import type { Explanation } from './explanation.ts'
import { interventionalShap } from './interventional-shap.ts'
import { pathDependentShap } from './path-dependent-shap.ts'
import { rawSums, type TreeSums } from './tree-sums.ts'

/**
 * Exact contributions in a model of trees; see `pathDependentShap` and, with a background, `interventionalShap`.
 * @throws E_ML_FEATURES, E_ML_EMPTY; E_ML_PARAMETER for trees that are too deep
 */
export function explainTrees(
  sums: TreeSums,
  featureNames: readonly string[],
  features: Matrix,
  background?: Matrix,
): Explanation {
  const { rows } = features
  const columns = alignFeatures(features, featureNames)
  const groups = sums.start.length
  const found =
    background === undefined
      ? pathDependentShap(sums.ensemble, columns, rows, groups)
      : interventionalShap(
          sums.ensemble,
          columns,
          rows,
          { columns: alignFeatures(background, featureNames), rows: background.rows },
          groups,
        )
  return {
    method: background === undefined ? 'treePathDependent' : 'treeInterventional',
    unit: sums.unit,
    featureNames,
    outputs: sums.outputs,
    rows,
    base: found.base.map((value, k) => (value + sums.start[k]!) * sums.factor),
    contributions: sums.factor === 1 ? found.contributions : found.contributions.map((value) => value * sums.factor),
    raw: rawSums(sums, columns, rows),
    beforeCalibration: false,
  }
}
