import { smote } from '../../../src/ml/resample/smote.ts'
import { readData } from '../read-data.ts'
import { measureCall } from '../sample.ts'

/** SMOTE end to end: `smote.ts DATA [THREADS]`. */
const [name = '', threads] = process.argv.slice(2)
const { features, labels } = readData(name)
const { result, print } = await measureCall(() =>
  smote(features, labels, { seed: 1, ...(threads === undefined ? {} : { threads: Number(threads) }) }),
)
print({ rows: result.features.rows })
