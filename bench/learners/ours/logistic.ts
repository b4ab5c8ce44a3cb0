import { LogisticRegression, logLoss, type Penalty, rocAuc } from '../../../src/ml/index.ts'
import { readData } from '../read-data.ts'
import { measureCall } from '../sample.ts'

/** node logistic.mjs DATA THREADS [PENALTY]: fits with C = 1, and judges on DATA-test. */
const [name = '', threads = '1', penalty = 'l2'] = process.argv.slice(2)
const { features, labels } = readData(name)
const options = { threads: Number(threads), penalty: penalty as Penalty }

const { result, print } = await measureCall(() => LogisticRegression.fit(features, labels, options))
const loss = logLoss(labels, result.predictProbability(features)).value * features.rows
const size = result.coefficients.reduce((sum, beta) => sum + (penalty === 'l1' ? Math.abs(beta) : (beta * beta) / 2), 0)
const test = readData(`${name}-test`)
const { rows, data } = result.predictProbability(test.features)
const second = Float64Array.from({ length: rows }, (_, i) => data[2 * i + 1]!)
print({ objective: loss + size, auc: rocAuc(test.labels.codes, second) })
