import { BoostingClassifier, RandomForest, rocAuc } from '../../../src/ml/index.ts'
import { readData } from '../read-data.ts'
import { measureCall } from '../sample.ts'

/**
 * node predict.mjs boosting|forest DATA THREADS: probabilities of DATA-test, ten times over for boosting. The first
 * prediction of the model: packing its trees is part of it.
 */
const [learner = '', name = '', threads = '1'] = process.argv.slice(2)
const { features, labels } = readData(name)
const held = readData(`${name}-test`)
const copies = learner === 'boosting' ? 10 : 1
const rows = held.features.rows * copies
const data = new Float32Array(rows * held.features.columns)
for (let i = 0; i < data.length; i++) {
  data[i] = held.features.data[Math.floor(i / rows) * held.features.rows + (i % held.features.rows)]!
}
const test = { ...held.features, rows, data }

const model =
  learner === 'boosting'
    ? await BoostingClassifier.fit(features, labels, { nEstimators: 100 })
    : await RandomForest.fit(features, labels, { nEstimators: 100, seed: 1 })
const { result, print } = await measureCall(() => model.predictProbability(test, { threads: Number(threads) }))
const second = Float64Array.from({ length: held.features.rows }, (_, i) => result.data[2 * i + 1]!)
print({ auc: rocAuc(held.labels.codes, second) })
