import { type FeatureList, MillraceError, resolveFeatures, syntheticColumn, type Table } from 'millrace'
import type { AutoData } from 'millrace/ml'
import { readCategories, readTraining, taskOfTarget } from '../train/read-training.ts'
import { splitRows } from '../tune/split-rows.ts'
import type { AutoParams } from './params.ts'

/** The training rows as the search takes them, and what they are called. */
export interface AutoRows {
  readonly data: AutoData
  readonly target: string
  /** What decides what a candidate says, beside its own parameters and the rows: part of the key of what is remembered. */
  readonly reading: unknown
}

/**
 * Reads the rows and parts them into folds. With an `offset` what it leaves of the target is learnt.
 * @throws E_PARAMS for synthetic rows, or an offset of classes; E_TABLE_… for a column; E_ML_PARAMETER for folds
 */
export async function readData(
  train: Table<'train'>,
  features: FeatureList | undefined,
  params: AutoParams,
  seed: number,
): Promise<AutoRows> {
  if ((await train.columns()).some(({ name }) => name === syntheticColumn)) {
    throw new MillraceError(
      'E_PARAMS',
      'The training rows hold synthetic ones: candidates would be judged on neighbours of what they learnt.',
      { hint: 'Wire `train` from the split.' },
    )
  }
  const { weight, offset, folds } = params
  const { target, classes, features: wanted, categorical } = params
  const resolved = await resolveFeatures(train, features, { target, classes, features: wanted, categorical })
  const names = resolved.names.filter((name) => name !== weight)
  const task = params.task ?? (await taskOfTarget(train, resolved))
  const categories = await readCategories(train, resolved.categorical)
  const rows = await readTraining(train, { ...resolved, names, task, categories }, { weight, offset })
  const learnt = lessOffset(rows.target, rows.offset, offset)
  const data = {
    features: await rows.features.readMatrix(),
    target: learnt,
    categories,
    sampleWeight: rows.sampleWeight,
    split: await splitRows(train, learnt, folds, seed),
  }
  const known = {
    target: resolved.target,
    classes: resolved.classes ?? null,
    task,
    names,
    categorical: Object.keys(categories),
  }
  return { data, target: resolved.target, reading: { ...known, weight: weight ?? null, offset: offset ?? null, folds } }
}

function lessOffset(target: AutoData['target'], offset: Float64Array | undefined, name: string | undefined) {
  if (offset === undefined) return target
  if (target instanceof Float64Array) return target.map((value, i) => value - (offset[i] as number))
  throw new MillraceError('E_PARAMS', `offset is "${name}", and the target is classes.`, {
    hint: 'Numbers can be added to numbers: leave it out.',
  })
}
