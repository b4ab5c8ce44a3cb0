import { type FeatureList, type Matrix, MillraceError, resolveFeatures, syntheticColumn, type Table } from 'millrace'
import { readOffset } from '../train/read-offset.ts'
import { readCategories, readTraining, type Task, type TrainingRows } from '../train/read-training.ts'
import type { TuneParams } from './params.ts'
import type { TrialRows } from './run-trial.ts'
import { splitRows } from './split-rows.ts'

/** What a search reads of its training table. */
export interface SearchRows {
  readonly target: string
  readonly classes: readonly string[] | undefined
  /** The columns to learn from. */
  readonly columns: readonly string[]
  /** For the last fit, on all of them. */
  readonly training: TrainingRows
  /** For trials. */
  readonly trial: TrialRows
}

/**
 * Reads the training rows into memory and splits them.
 * @throws E_PARAMS for synthetic rows; E_TABLE_… for a column; as `splitRows`
 */
export async function readTrialRows(
  train: Table<'train'>,
  list: FeatureList | undefined,
  params: TuneParams,
  { task, seed }: { readonly task: Task; readonly seed: number },
): Promise<SearchRows> {
  if ((await train.columns()).some(({ name }) => name === syntheticColumn)) {
    throw new MillraceError(
      'E_PARAMS',
      'The training rows hold synthetic ones: folds would be judged on their neighbours.',
      {
        hint: 'Wire `train` from the split.',
      },
    )
  }
  const { target, classes, features, categorical, weight } = params.learner as Record<string, never>
  const resolved = await resolveFeatures(train, list, { target, classes, features, categorical })
  const columns = resolved.names.filter((name) => name !== weight)
  const categories = await readCategories(train, resolved.categorical)
  const training = await readTraining(train, { ...resolved, names: columns, task, categories }, { weight })
  const offsets: Record<string, Float64Array> = {}
  for (const name of offsetNames(params)) offsets[name] = (await readOffset(train, name))!
  const matrix = await training.features.readMatrix()
  return {
    target: resolved.target,
    classes: resolved.classes,
    columns,
    training,
    trial: {
      features: withColumns(matrix, offsets),
      learnt: matrix.columns,
      target: training.target,
      sampleWeight: training.sampleWeight,
      offsets,
      categories,
      split: await splitRows(train, training.target, params.folds, seed),
    },
  }
}

/** Of the learner, and where offsets are searched, all that there are to choose from. */
function offsetNames({ learner, space }: TuneParams): string[] {
  const { offset } = space
  const searched = offset?.type === 'categorical' ? offset.values : []
  const names = [learner.offset, ...searched].filter((name): name is string => typeof name === 'string')
  return [...new Set(names)].sort()
}

/** The matrix with those columns behind its own that it does not have: a model adds its offset by name. */
function withColumns(matrix: Matrix, more: Readonly<Record<string, Float64Array>>): Matrix {
  const added = Object.entries(more).filter(([name]) => !matrix.names.includes(name))
  if (added.length === 0) return matrix
  const { rows, columns, names } = matrix
  const data = new Float64Array(rows * (columns + added.length))
  data.set(matrix.data)
  for (const [i, [, values]] of added.entries()) data.set(values, rows * (columns + i))
  return { rows, columns: columns + added.length, names: [...names, ...added.map(([name]) => name)], data }
}
