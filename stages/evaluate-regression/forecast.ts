import { MillraceError, type ModelBundle, type Table } from 'millrace'
import { requireRegressor } from 'millrace/ml'

/** The numbers of one model or baseline for the rows that it has some for. */
export interface NumberForecast {
  /** As wired: the key in metrics and columns. */
  readonly label: string
  /** For reading. */
  readonly title: string
  readonly role: 'model' | 'baseline'
  readonly predicted: Float64Array
  readonly actual: Float64Array
  /** Indexes of those rows in the test table; all of them for a model. */
  readonly rows: Int32Array
  readonly sampleWeight?: Float64Array | undefined
}

export type Predicted = Pick<NumberForecast, 'predicted' | 'rows'>

/** What a model says of every row. @throws E_ML_TASK for a model of classes */
export async function predictedByModel({ model }: ModelBundle, test: Table<'test'>): Promise<Predicted> {
  const regressor = requireRegressor(model)
  const { featureNames, categories } = regressor
  const { features } = await test.matrix({
    features: featureNames,
    ...(categories === undefined ? {} : { categories }),
  })
  const predicted = regressor.predict(features)
  return { predicted, rows: Int32Array.from(predicted.keys()) }
}

/** Numbers with gaps (NaN): those rows are left out. @throws E_ML_EMPTY when nothing is left */
export function withoutGaps(label: string, values: Float64Array): Predicted {
  const rows = Int32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]))
  if (rows.length === 0) throw new MillraceError('E_ML_EMPTY', `No test row has a prediction of "${label}".`)
  return { rows, predicted: Float64Array.from(rows, (row) => values[row] as number) }
}
