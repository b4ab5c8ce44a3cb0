import { BoostingClassifier, BoostingRegressor, logLoss, rocAuc } from '../../../src/ml/index.ts'
import { readData } from '../read-data.ts'
import { measureCall } from '../sample.ts'

/** node boosting.mjs DATA THREADS [ROUNDS]: fits, and judges on DATA-test where there is one. */
const [name = '', threads = '1', rounds = '100'] = process.argv.slice(2)
const { features, labels, values } = readData(name)
const options = { threads: Number(threads), nEstimators: Number(rounds) }

if (values.length > 0) {
  const { result, print } = await measureCall(() => BoostingRegressor.fit(features, values, options))
  const test = readData(`${name}-test`)
  const predicted = result.predict(test.features)
  const squares = predicted.reduce((sum, value, i) => sum + (value - test.values[i]!) ** 2, 0)
  print({ rmse: Math.sqrt(squares / predicted.length) })
} else {
  const { result, print } = await measureCall(() => BoostingClassifier.fit(features, labels, options))
  if (name === 'binary-10m') print()
  else {
    const test = readData(`${name}-test`)
    const probabilities = result.predictProbability(test.features)
    const loss = { logLoss: logLoss(test.labels, probabilities).value }
    if (labels.classes.length > 2) print(loss)
    else {
      const second = Float64Array.from({ length: probabilities.rows }, (_, i) => probabilities.data[2 * i + 1]!)
      print({ ...loss, auc: rocAuc(test.labels.codes, second) })
    }
  }
}
