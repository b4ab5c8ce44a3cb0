import type { Figure } from 'millrace'
import {
  type Categories,
  ClassFrequency,
  ConstantValue,
  GroupFrequency,
  GroupMean,
  LinearRegressor,
  LogisticRegression,
  type Model,
  OffsetRegressor,
  PreparedClassifier,
  PreparedRegressor,
  SeriesBaseline,
  StackingClassifier,
  StackingRegressor,
  VotingClassifier,
  VotingRegressor,
} from 'millrace/ml'
import { importance } from 'millrace/report'
import { coefficientTable, combinedTable, groupTable, plainTable } from './model-tables.ts'

/** What a model was fitted to: importance where it has one, else its frequencies, coefficients or members as a table. */
export function describeModel(fitted: Model, target: string, rows: number): Figure {
  // What an offset adds was not learnt: what was is told of the difference.
  if (fitted instanceof OffsetRegressor) return describeModel(fitted.model, `${target} − ${fitted.offset}`, rows)
  const values = fitted.importance?.()
  const prepared = fitted instanceof PreparedClassifier || fitted instanceof PreparedRegressor
  const model: Model = prepared ? fitted.model : fitted
  if (values !== undefined) {
    const features = fitted.featureNames.map((name, j) => ({ name, value: values[j] as number }))
    return importance({ features, measure: measureOf(model), n: rows })
  }
  const subtitle = `${target}; n = ${rows} training rows`
  const share = (label: string) => ({
    label,
    align: 'right' as const,
    meaning: `Share of "${label}" in the training rows, which is the probability given.`,
  })
  if (model instanceof ClassFrequency) {
    const { classes, frequencies } = model
    return {
      type: 'table',
      title: 'Every row gets the same probabilities',
      subtitle,
      description: classes.map((name, k) => `${name} ${frequencies[k]?.toFixed(3)}`).join(', '),
      columns: classes.map(share),
      rows: [[...frequencies]],
    }
  }
  if (model instanceof GroupFrequency) {
    const { classes, frequencies, groups } = model
    return groupTable({
      title: (group) => `A row gets the probabilities of its value of "${group}"`,
      description: (group) => `The class shares of the training rows by "${group}"; flags are 1 and 0.`,
      subtitle,
      model,
      groups: groupNames(fitted, model.featureNames[0] ?? '', groups),
      columns: classes.map(share),
      values: frequencies,
    })
  }
  if (model instanceof GroupMean) {
    return groupTable({
      title: (group) => `A row gets the mean of its value of "${group}"`,
      description: (group) => `The means of the training rows by "${group}"; flags are 1 and 0.`,
      subtitle,
      model,
      groups: groupNames(fitted, model.featureNames[0] ?? '', [...model.groups]),
      columns: [{ label: target, align: 'right', meaning: `Mean of "${target}" in the training rows.` }],
      values: model.means,
    })
  }
  if (model instanceof LogisticRegression) {
    const count = model.featureNames.length
    const columns = model.classes.map((label, k) => ({
      label,
      meaning: `What one unit adds to the score of "${label}", in nats.`,
      coefficients: model.coefficients.subarray(k * count, (k + 1) * count),
      intercept: model.intercepts[k] as number,
    }))
    return coefficientTable(model.featureNames, columns, subtitle, 'Coefficients of a multinomial logistic regression')
  }
  if (model instanceof LinearRegressor) {
    const meaning = `What one unit adds to "${target}".`
    const columns = [{ label: target, meaning, coefficients: model.coefficients, intercept: model.intercept }]
    return coefficientTable(model.featureNames, columns, subtitle, 'Coefficients of a linear regression')
  }
  if (model instanceof ConstantValue) {
    return plainTable(`Every row gets the ${model.strategy}`, subtitle, target, model.value)
  }
  if (model instanceof SeriesBaseline) {
    return plainTable('The series goes on as it was', subtitle, `last ${model.featureNames[0]}`, model.last)
  }
  if (model instanceof VotingClassifier || model instanceof VotingRegressor) {
    const members = model.models.map(({ learner }, e) => ({ learner, weight: model.weights[e] as number }))
    return combinedTable(`${members.length} models are averaged`, subtitle, members)
  }
  if (model instanceof StackingClassifier || model instanceof StackingRegressor) {
    const members = model.stack.models.map(({ learner }, e) => ({ name: model.stack.names[e], learner }))
    const title = `A ${model.stack.final.learner} has learnt from what ${members.length} models say`
    return combinedTable(title, subtitle, members)
  }
  return plainTable(`A ${model.learner} model`, subtitle, 'features', model.featureNames.length)
}

/** What an importance counts. */
function measureOf({ learner }: Model): string {
  if (learner.startsWith('boosting')) return 'gain of the splits by it, as a share of all'
  return 'mean decrease in impurity, as a share of all'
}

/** Codes of categories by their names. */
function groupNames(fitted: { readonly categories?: Categories }, group: string, values: readonly number[]): string[] {
  const list = fitted.categories?.[group]
  return values.map((value) => (Number.isNaN(value) ? 'missing' : (list?.[value] ?? String(value))))
}
