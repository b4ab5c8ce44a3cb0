import { describe, expect, it } from 'vitest'
import { readXgboostModel } from '../../../src/ml/interchange/read-xgboost-model.ts'
import { XgboostClassifier } from '../../../src/ml/interchange/xgboost-classifier.ts'
import { goldenGroup } from '../../golden/golden-group.ts'
import { codeOf, furthest, golden, matrixOf } from '../tables.ts'
import type { XgboostCase, XgboostFile, XgboostTree } from './xgboost-case.ts'

const margins = goldenGroup({
  group: 'learners: margins of models of XGBoost, read',
  source: 'xgboost 1.7.4, make-xgboost.py',
  tolerance: 0,
})

const cases = golden<XgboostCase[]>('xgboost')
const rowsOf = ({ rows, columns }: XgboostCase, names?: readonly string[]) =>
  matrixOf(
    rows.map((value) => value ?? Number.NaN),
    columns,
    names,
  )
const [squared, , logistic] = cases as [XgboostCase, XgboostCase, XgboostCase]

/** A file with one thing changed. */
function changed(change: (file: XgboostFile) => void, from = squared): XgboostFile {
  const file = JSON.parse(from.model) as XgboostFile
  change(file)
  return file
}

describe.each(cases)('a model of XGBoost: $name', (example) => {
  const model = readXgboostModel(example.model)
  const rows = rowsOf(example, model.featureNames)

  it('gives the margins that Python gives, to the last bit', () => {
    margins.agree(model.predictMargin(rows), example.margins)
  })

  it('gives the predictions that Python gives, but for its rounding', () => {
    const predicted =
      model.task === 'regression'
        ? model.predict(rows)
        : model.classes.length > 2
          ? model.predictProbability(rows).data
          : model.predictProbability(rows).data.filter((_, i) => i % 2 === 1)
    expect(furthest(predicted, example.predictions)).toBeLessThan(
      3e-7 * Math.max(1, ...example.predictions.map(Math.abs)),
    )
  })

  it('says how much each feature has gained', () => {
    expect(model.importance().reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  })
})

describe('a model of XGBoost', () => {
  it('keeps the names of its features, and finds them by name', () => {
    const model = readXgboostModel(logistic.model, { classes: ['lost', 'won'] })
    expect(model.featureNames).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(model instanceof XgboostClassifier && model.classes).toEqual(['lost', 'won'])
    expect(codeOf(() => model.predictMargin(rowsOf(logistic, ['a', 'b', 'c', 'd', 'x'])))).toBe('E_ML_FEATURES')
    expect(readXgboostModel(squared.model).featureNames).toEqual(['f0', 'f1', 'f2', 'f3', 'f4'])
  })

  it('of a later version has a list for a base score, and says true and false', () => {
    const later = changed((file) => {
      file.version = [3, 1, 0]
      file.learner.learner_model_param.base_score = '[5E-1]'
      const { model } = file.learner.gradient_booster
      Object.assign(model, { iteration_indptr: [0, 1, 2], cats: { enc: [], feature_segments: [], sorted_idx: [] } })
      for (const tree of model.trees) tree.default_left = (tree.default_left as number[]).map((left) => left === 1)
    })
    expect([...readXgboostModel(later).predictMargin(rowsOf(squared, ['f0', 'f1', 'f2', 'f3', 'f4']))]).toEqual(
      squared.margins,
    )
  })

  it.each<[string, (file: XgboostFile) => void]>([
    ['dart', (file) => (file.learner.gradient_booster.name = 'dart')],
    ['gblinear', (file) => (file.learner.gradient_booster.name = 'gblinear')],
    ['an objective that is not known', (file) => (file.learner.objective.name = 'survival:cox')],
    ['several targets', (file) => (file.learner.learner_model_param.num_target = '2')],
    ['a base score that is no number', (file) => (file.learner.learner_model_param.base_score = 'zero')],
    ['a base score that is missing', (file) => (file.learner.learner_model_param.base_score = '')],
    ['1e9 features in names', (file) => (file.learner.learner_model_param.num_feature = '1000000000')],
    ['classes of a number', (file) => (file.learner.learner_model_param.num_class = '3')],
    ['fewer groups than trees', (file) => file.learner.gradient_booster.model.tree_info.pop()],
    ['a group that is not there', (file) => (file.learner.gradient_booster.model.tree_info[0] = 1)],
    ['names of some features', (file) => (file.learner.feature_names = ['a'])],
    ['names twice', (file) => (file.learner.feature_names = ['a', 'a', 'b', 'c', 'd'])],
    ...damagedTrees(),
  ])('is refused: %s', (_, change) => {
    expect(codeOf(() => readXgboostModel(changed(change)))).toBe('E_ML_MODEL_FILE')
  })

  it('is refused when it is something else', () => {
    for (const source of ['', '[]', '{"learner":', 'null', new Uint8Array([123, 76, 255]), {}, { learner: 3 }]) {
      expect(codeOf(() => readXgboostModel(source))).toBe('E_ML_MODEL_FILE')
    }
    expect(codeOf(() => readXgboostModel(logistic.model, { classes: ['one'] }))).toBe('E_ML_PARAMETER')
  })

  it('may have features called NaN, or by a quotation mark', () => {
    const names = ['NaN', 'a"NaN', '\\\\', '-Infinity', '"']
    const text = JSON.stringify(changed((file) => (file.learner.feature_names = names)))
    const strange = text.replace(/"base_weights":\[/, '"unknown":[NaN,-Infinity],"base_weights":[')
    expect(strange).not.toBe(text)
    expect(readXgboostModel(strange).featureNames).toEqual(names)
  })
})

function damagedTrees(): [string, (file: XgboostFile) => void][] {
  const changes: [string, (tree: XgboostTree) => void][] = [
    ['a circle', (tree) => Object.assign(tree.left_children, [0]) && Object.assign(tree.right_children, [1])],
    ['children that are apart', (tree) => (tree.right_children[0] = 5)],
    ['a child beyond the tree', (tree) => (tree.left_children[0] = tree.left_children.length)],
    [
      'a node of two parents',
      (tree) => {
        tree.left_children[1] = tree.left_children[2]!
        tree.right_children[1] = tree.right_children[2]!
      },
    ],
    ['a feature that is not there', (tree) => (tree.split_indices[0] = 5)],
    ['a threshold that is a text', (tree) => ((tree.split_conditions as unknown[])[0] = 'NaN')],
    ['a threshold that is null', (tree) => ((tree.split_conditions as unknown[])[0] = null)],
    [
      'a threshold beyond singles in a leaf',
      (tree) => (tree.split_conditions[tree.split_conditions.length - 1] = 1e300),
    ],
    ['a list that is too short', (tree) => tree.sum_hessian.pop()],
    ['no nodes', (tree) => (tree.left_children = [])],
    ['a categorical split without categories', (tree) => (tree.split_type[0] = 1)],
    [
      'categories beyond their list',
      (tree) =>
        Object.assign(tree, {
          categories_nodes: [0],
          categories: [1],
          categories_segments: [1],
          categories_sizes: [1],
        }),
    ],
    [
      'a category of a great number',
      (tree) =>
        Object.assign(tree, {
          categories_nodes: [0],
          categories: [2 ** 24],
          categories_segments: [0],
          categories_sizes: [1],
        }),
    ],
  ]
  return changes.map(([name, change]) => [name, (file) => change(file.learner.gradient_booster.model.trees[0]!)])
}
