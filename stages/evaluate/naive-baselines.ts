import { MillraceError, type ModelBundle, syntheticColumn, type Table } from 'millrace'
import { ClassFrequency, type Classifier, GroupFrequency, preparedModel, requireClassifier } from 'millrace/ml'
import type { EvaluateParams } from './params.ts'

/**
 * What anybody could say without a model, fitted on the training rows: the class frequencies, and with `group` those by
 * the values of that column (home and away give the advantage of the venue).
 * @throws E_PARAMS where the training rows hold synthetic ones, whose classes are balanced on purpose
 */
export async function naiveBaselines(
  given: Table<'train'>,
  target: string,
  classes: readonly string[],
  { group }: Pick<EvaluateParams, 'group'>,
): Promise<[string, ModelBundle][]> {
  const train = await given.materialize()
  const columns = await train.columns()
  if (columns.some(({ name }) => name === syntheticColumn)) {
    throw new MillraceError('E_PARAMS', 'The training rows hold synthetic ones: their frequencies are no baseline.', {
      hint: 'Wire `train` from the split.',
    })
  }
  const digest = await train.digest()
  const bundle = (model: Classifier, rows: number, learner: string): ModelBundle => ({
    model,
    target,
    training: { digest, rows, syntheticRows: 0 },
    params: { learner },
  })
  const { features, labels } = await train.matrix({ features: [], target, classes })
  const n = labels.codes.length
  const all: [string, ModelBundle][] = [
    ['classFrequency', bundle(ClassFrequency.fit(features, labels), n, 'classFrequency')],
  ]
  if (group === undefined) return all
  const text = /^(VARCHAR|ENUM)/.test(columns.find(({ name }) => name === group)?.type ?? '')
  const categories = text ? { [group]: await train.categories(group) } : {}
  const column = (await train.matrix({ features: [group], categories })).features
  const model = preparedModel([], GroupFrequency.fit(column, labels, { group }), [group], categories)
  return [...all, [`frequencyBy_${group}`, bundle(requireClassifier(model), n, 'groupFrequency')]]
}

/** For reading, where the parameters name nothing better. */
export function naiveTitle(label: string, { group }: Pick<EvaluateParams, 'group'>): string {
  if (label === 'classFrequency') return 'always guessing the class frequencies'
  return group !== undefined && label === `frequencyBy_${group}` ? `the class frequencies by ${group}` : label
}
