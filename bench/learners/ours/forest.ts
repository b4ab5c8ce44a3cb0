import {
  accuracy,
  type Classifier,
  ExtraTrees,
  ExtraTreesRegressor,
  logLoss,
  mostProbable,
  RandomForest,
  RandomForestRegressor,
  type Regressor,
} from '../../../src/ml/index.ts'
import { readData } from '../read-data.ts'
import { measureCall } from '../sample.ts'

/** node forest.mjs random|extra DATA THREADS [TREES] [SEED]: fits, and judges on DATA-test. */
const [kind = '', name = '', threads = '1', trees = '100', seed = '1'] = process.argv.slice(2)
const { features, labels, values } = readData(name)
const options = { seed: Number(seed), threads: Number(threads), nEstimators: Number(trees) }

if (values.length > 0) {
  const { result, print } = await measureCall(
    async (): Promise<Regressor> =>
      (kind === 'extra' ? ExtraTreesRegressor : RandomForestRegressor).fit(features, values, options),
  )
  const test = readData(`${name}-test`)
  const predicted = result.predict(test.features, { threads: Number(threads) })
  const squares = predicted.reduce((sum, value, i) => sum + (value - test.values[i]!) ** 2, 0)
  print({ rmse: Math.sqrt(squares / predicted.length) })
} else {
  const { result, print } = await measureCall(
    async (): Promise<Classifier> => (kind === 'extra' ? ExtraTrees : RandomForest).fit(features, labels, options),
  )
  const test = readData(`${name}-test`)
  const probabilities = result.predictProbability(test.features, { threads: Number(threads) })
  const right = accuracy(test.labels, mostProbable(probabilities))
  print({ accuracy: right, logLoss: logLoss(test.labels, probabilities).value })
}
