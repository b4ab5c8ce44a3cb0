import { Table } from 'millrace'
import { mostProbable } from 'millrace/ml'
import { probabilityOf } from './charts.ts'
import type { Forecast } from './forecast.ts'

/** The test rows with all their columns and, for each model, the predicted class and the probability of each class. */
export function predictionTable(test: Table<'test'>, models: readonly Forecast[]): Table<'test'> {
  const columns: Record<string, readonly string[] | Float64Array> = {}
  for (const forecast of models) {
    const { label, actual, probabilities } = forecast
    const { codes, classes } = mostProbable(probabilities)
    columns[`predicted_${label}`] = Array.from(codes, (code) => classes[code] as string)
    actual.classes.forEach((name, code) => {
      columns[`p_${label}_${name}`] = probabilityOf(forecast, code)
    })
  }
  const predicted = Table.from(columns).withTag('test')
  return test.sql('SELECT * FROM self POSITIONAL JOIN predicted', { predicted })
}
