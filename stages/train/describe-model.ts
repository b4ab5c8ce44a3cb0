import type { Figure } from 'millrace'
import { ClassFrequency, type Classifier, GroupFrequency, ImputedClassifier, LogisticRegression } from 'millrace/ml'
import { importance, type TableFigureCell } from 'millrace/report'

/** What a model was fitted to: importance where it has one, else its frequencies or coefficients as a table. */
export function describeModel(fitted: Classifier, target: string, rows: number): Figure {
  const values = fitted.importance?.()
  if (values !== undefined) {
    const features = fitted.featureNames.map((name, j) => ({ name, value: values[j] as number }))
    return importance({ features, measure: 'mean decrease in impurity, as a share of all', n: rows })
  }
  const model = fitted instanceof ImputedClassifier ? fitted.model : fitted
  const { classes } = model
  const ofClass = (values: Float64Array, row: number) => [
    ...values.subarray(row * classes.length, (row + 1) * classes.length),
  ]
  const share = (label: string) => ({
    label,
    align: 'right' as const,
    meaning: `Share of "${label}" in the training rows, which is the probability given.`,
  })
  const subtitle = `${target}; n = ${rows} training rows`
  if (model instanceof ClassFrequency) {
    return {
      type: 'table',
      title: 'Every row gets the same probabilities',
      subtitle,
      description: classes.map((name, k) => `${name} ${model.frequencies[k]?.toFixed(3)}`).join(', '),
      columns: classes.map(share),
      rows: [[...model.frequencies]],
    }
  }
  if (model instanceof GroupFrequency) {
    const [group = ''] = model.featureNames
    const names = [...model.groups.map((value) => (Number.isNaN(value) ? 'missing' : String(value))), 'any other']
    return {
      type: 'table',
      title: `A row gets the probabilities of its value of "${group}"`,
      subtitle,
      description: `The class shares of the training rows by "${group}"; flags are 1 and 0.`,
      columns: [{ label: group, meaning: 'Value of the column; 1 is true, 0 is false.' }, ...classes.map(share)],
      rows: names.map((name, row) => [name, ...ofClass(model.frequencies, row)]),
    }
  }
  if (model instanceof LogisticRegression) {
    const count = model.featureNames.length
    const row = (name: string, j: number): TableFigureCell[] => [
      name,
      ...classes.map((_, k) => model.coefficients[k * count + j] ?? null),
    ]
    return {
      type: 'table',
      title: `A weighted sum of ${count} feature${count === 1 ? '' : 's'} decides`,
      subtitle,
      description: 'Coefficients of a multinomial logistic regression, in the units of the features.',
      columns: [
        { label: 'feature' },
        ...classes.map((label) => ({
          label,
          align: 'right' as const,
          digits: 4,
          meaning: `What one unit adds to the score of "${label}", in nats.`,
        })),
      ],
      rows: [...model.featureNames.map(row), ['constant', ...model.intercepts]],
    }
  }
  return {
    type: 'table',
    title: `A ${model.learner} model`,
    description: subtitle,
    columns: [{ label: 'learner' }],
    rows: [[model.learner]],
  }
}
