import { deriveSeed, type Labels, type Matrix, MillraceError } from 'millrace'
import {
  CalibratedClassifier,
  type Categories,
  fitCalibration,
  type Model,
  type Probabilities,
  pickRows,
  pickTarget,
  reorderClasses,
  requireClassifier,
  stratifiedGroupKFold,
  stratifiedKFold,
} from 'millrace/ml'
import { resampleRows } from '../smote/resample-rows.ts'
import { fitModel } from '../train/fit-model.ts'
import { foldCategories, readingWholeCodes } from './fold-categories.ts'
import type { CrossValidateParams } from './params.ts'
import { sourceOf } from './source-of.ts'

/** What is the same for all folds. */
export interface Recipe extends Pick<CrossValidateParams, 'train' | 'resample' | 'calibrate' | 'innerFolds'> {
  /** Features that a resampler copies unless it is told which. */
  readonly nominal: readonly string[]
  /** By which the features of the whole table are coded. */
  readonly categories: Categories
  /** One a row of the whole table. */
  readonly sampleWeight: Float64Array | undefined
  readonly groups: readonly string[] | undefined
  readonly threads: number
}

/** The rows of a fold to learn from, and which rows of the table they are. */
export interface LearntRows {
  readonly features: Matrix
  readonly target: Labels | Float64Array
  readonly rows: Int32Array
}

/**
 * Resamples, fits and calibrates on the training rows of one fold, in which nothing else of the table is known: neither
 * its categories, nor its medians, nor its neighbours.
 *
 * Calibration: the rows are dealt to inner folds; each is predicted by a model that was resampled and fitted on the
 * others; the curve through these predictions, none of them of a row that a resampler made, is then put on the model of
 * all rows.
 *
 * Source: scikit-learn, `CalibratedClassifierCV(ensemble=False)` over a pipeline with the resampler.
 * @returns the model, and how many rows it was fitted on once they were resampled
 * @throws what resampler, learner and calibration throw; E_PARAMS for a number to be resampled or calibrated
 */
export async function fitFold(
  recipe: Recipe,
  learnt: LearntRows,
  seed: number,
): Promise<{ readonly model: Model; readonly fittedRows: number }> {
  const fitted = await fitResampled(recipe, learnt, seed)
  if (recipe.calibrate === 'none') return fitted
  if (learnt.target instanceof Float64Array) {
    throw new MillraceError('E_PARAMS', `calibrate is ${recipe.calibrate}, and the target is a number.`, {
      hint: 'Probabilities of classes can be calibrated: leave it out.',
    })
  }
  const probabilities = await outOfFold(recipe, learnt, learnt.target, seed)
  // A model has the classes of its training labels in their order.
  const calibration = fitCalibration(learnt.target, probabilities, { method: recipe.calibrate })
  return { ...fitted, model: new CalibratedClassifier(requireClassifier(fitted.model), calibration) }
}

/** What models say of training rows that they were not fitted on. */
async function outOfFold(recipe: Recipe, learnt: LearntRows, labels: Labels, seed: number): Promise<Probabilities> {
  const { classes } = labels
  const options = { nSplits: recipe.innerFolds, seed: deriveSeed(seed, 'inner') }
  const { groups } = recipe
  const own = groups === undefined ? undefined : Array.from(learnt.rows, (row) => groups[row] as string)
  const inner = own === undefined ? stratifiedKFold(labels, options) : stratifiedGroupKFold(labels, own, options)
  const data = new Float64Array(labels.codes.length * classes.length)
  for (const [f, { train, test }] of inner.entries()) {
    const part = {
      features: pickRows(learnt.features, train),
      target: pickTarget(labels, train),
      rows: train.map((i) => learnt.rows[i] as number),
    }
    const { model } = await fitResampled(recipe, part, deriveSeed(seed, 'inner', f))
    const said = requireClassifier(model).predictProbability(pickRows(learnt.features, test))
    const { data: ordered } = reorderClasses(said, classes)
    for (const [i, row] of test.entries()) {
      data.set(ordered.subarray(i * classes.length, (i + 1) * classes.length), row * classes.length)
    }
  }
  return { rows: labels.codes.length, classes, data }
}

async function fitResampled(recipe: Recipe, { features, target, rows }: LearntRows, seed: number) {
  const { train, resample, sampleWeight, threads } = recipe
  const own = foldCategories(features, recipe.categories)
  const given = { features: own.recode(features), target }
  const plain = { ...given, observed: given.features }
  const grown = resample === 'none' ? plain : await resampled(recipe, given, deriveSeed(seed, 'resample'))
  const { observed } = grown
  const source = sourceOf(grown.features)
  const model = await fitModel(
    train,
    {
      features: source,
      target: grown.target,
      // The same object says that all rows were observed.
      observed: observed === grown.features ? source : sourceOf(observed),
      sampleWeight:
        sampleWeight === undefined ? undefined : Float64Array.from(rows, (row) => sampleWeight[row] as number),
      categories: own.categories,
      syntheticRows: grown.features.rows - observed.rows,
    },
    undefined,
    { seed: deriveSeed(seed, 'train'), threads },
  )
  return { model: readingWholeCodes(model, own), fittedRows: grown.features.rows }
}

async function resampled(recipe: Recipe, given: { features: Matrix; target: Labels | Float64Array }, seed: number) {
  const { resample, nominal } = recipe
  if (resample === 'none') throw new MillraceError('E_INTERNAL', 'nothing is to be resampled')
  if (given.target instanceof Float64Array) {
    throw new MillraceError('E_PARAMS', `resample is ${resample.method}, and the target is a number.`, {
      hint: 'Classes can be brought to one size: leave it out.',
    })
  }
  const copied = resample.nominal === 'auto' ? nominal : resample.nominal
  const { features, labels, synthetic } = await resampleRows(given.features, given.target, resample, copied, seed)
  const real = Int32Array.from(synthetic.keys()).filter((row) => synthetic[row] === 0)
  return { features, target: labels, observed: pickRows(features, real) }
}
