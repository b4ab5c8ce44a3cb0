import type { Model } from '../model.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { exportableTrees } from './exportable-model.ts'
import { baseMarginsOf, type ExportableTrees, isBoosted } from './exportable-trees.ts'
import { forestToBoosting } from './forest-to-boosting.ts'
import { scoreOfMargins } from './score-of-margins.ts'
import { singleText } from './single-text.ts'
import { withMarginsInTrees } from './with-margins-in-trees.ts'
import { writeXgboostTree } from './write-xgboost-tree.ts'
import { marginOfScore, xgboostObjectives } from './xgboost-objective.ts'
import { xgboostObjectiveOf } from './xgboost-objective-of.ts'

/**
 * A model as the JSON text that XGBoost loads (`Booster.load_model`, 1.6 and later).
 *
 * Boosted trees: margins in Python are ours to the last bit. Where no base score gives the base margin to the last bit,
 * the first tree of each sum takes it up, which adds the same two singles.
 *
 * Forests: leaves become p / T, and Python's `predict(…, output_margin=True)` is the probability of each class (of the
 * second, where there are two), or the number, within 1e-6: `multi:softprob` without the margin would apply softmax to
 * probabilities. Features are singles there.
 *
 * Source: XGBoost's `doc/model.schema`, and what 1.7.4 writes and takes. Class names are not part of the format.
 * @param from forests, boosting, or what `readXgboostModel` gave
 * @throws E_ML_PARAMETER for a model that is not of trees, or of an objective that XGBoost has not
 * @example await writeFile('model.json', writeXgboostModel(model))
 */
export function writeXgboostModel(from: Model | ExportableTrees): string {
  const model = exportableTrees(from)
  if (!isBoosted(model)) {
    const classes = model.classes?.length ?? 1
    const objective = classes > 2 ? 'multi:softprob' : 'reg:squarederror'
    return fileText(forestToBoosting(model), model.featureNames, objective, 0, classes)
  }
  const objective = xgboostObjectiveOf(model.objective)
  const margins = baseMarginsOf(model)
  const score = scoreOfMargins(objective, margins)
  if (score !== undefined) return fileText(model.ensemble, model.featureNames, objective, score, margins.length)
  const zero = [0, 0.5, 1].find((candidate) => marginOfScore(objective, candidate) === 0) ?? 0
  return fileText(withMarginsInTrees(model.ensemble, margins), model.featureNames, objective, zero, margins.length)
}

function fileText(
  ensemble: TreeEnsemble,
  featureNames: readonly string[],
  objective: string,
  baseScore: number,
  groups: number,
): string {
  const trees = ensemble.roots.length - 1
  const classes = xgboostObjectives[objective]!.kind === 'classes' ? groups : 0
  const features = String(featureNames.length)
  // Typed as XGBoost does it: names of categorical features are of type c, all others are floats.
  const categorical = new Set<number>()
  for (let i = 0; i < ensemble.feature.length; i++) {
    if ((ensemble.categories?.begin[i] ?? -1) >= 0) categorical.add(ensemble.feature[i]!)
  }
  const types = categorical.size === 0 ? [] : featureNames.map((_, j) => (categorical.has(j) ? 'c' : 'float'))
  const shell = {
    learner: {
      attributes: {},
      feature_names: featureNames,
      feature_types: types,
      gradient_booster: {
        model: {
          gbtree_model_param: { num_parallel_tree: '1', num_trees: String(trees), size_leaf_vector: '0' },
          tree_info: Array.from({ length: trees }, (_, t) => ensemble.treeGroup?.[t] ?? 0),
          trees: [],
        },
        name: 'gbtree',
      },
      learner_model_param: {
        base_score: singleText(baseScore),
        boost_from_average: '0',
        num_class: String(classes),
        num_feature: features,
        num_target: '1',
      },
      objective: { name: objective, ...objectiveParameters(objective, classes) },
    },
    version: [1, 7, 4],
  }
  const written = Array.from({ length: trees }, (_, t) => writeXgboostTree(ensemble, t, features))
  // The trees are texts already: a big forest is written once.
  return JSON.stringify(shell).replace('"trees":[]', () => `"trees":[${written.join(',')}]`)
}

/** What XGBoost asks for beside the name, with its defaults. */
function objectiveParameters(objective: string, classes: number): Readonly<Record<string, object>> {
  if (objective.startsWith('multi:')) return { softmax_multiclass_param: { num_class: String(classes) } }
  if (objective === 'count:poisson') return { poisson_regression_param: { max_delta_step: '0.7' } }
  if (objective === 'reg:tweedie') return { tweedie_regression_param: { tweedie_variance_power: '1.5' } }
  if (objective === 'reg:quantileerror') return { quantile_loss_param: { quantile_alpha: '0.5' } }
  if (objective === 'reg:pseudohubererror') return { pseudo_huber_param: { huber_slope: '1' } }
  return { reg_loss_param: { scale_pos_weight: '1' } }
}
