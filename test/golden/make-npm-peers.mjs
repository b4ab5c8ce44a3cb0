/**
 * Golden files and predictions of npm's ml-random-forest 2.1.0 and ml-xgboost 1.1.2, which are no dependencies.
 *
 * Run in a folder in which both are installed: node path/to/make-npm-peers.mjs path/to/npm-peers.json
 */
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(join(process.cwd(), 'x.js'))
const { RandomForestClassifier, RandomForestRegression } = require('ml-random-forest')
const Booster = await require('ml-xgboost')

let state = 1
const random = () => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0
  return state / 2 ** 32
}
const features = Array.from({ length: 80 }, () =>
  Array.from({ length: 4 }, () => Math.round(random() * 1000) / 100 + 1),
)
const three = features.map(([a, b, c]) => (a + b > 12 ? (c > 6 ? 2 : 1) : 0))
const two = three.map((code) => Math.min(code, 1))
const numbers = features.map(([a, , , d]) => Math.round((2 * a + d) * 100) / 100)

const boosted = [
  ['multi:softprob', three, { num_class: 3 }],
  ['binary:logistic', two, {}],
  ['reg:linear', numbers, {}],
].map(([objective, target, more]) => {
  const options = {
    booster: 'gbtree',
    objective,
    iterations: 4,
    max_depth: 3,
    eta: 0.3,
    subsample: 1,
    silent: 1,
    ...more,
  }
  const booster = new Booster(options)
  booster.train(features, target)
  const bytes = Buffer.from(Int8Array.from(booster.toJSON().model).buffer).toString('base64')
  const predicted = booster.predict(features)
  booster.free()
  return { objective, target, bytes, predicted }
})
const options = { seed: 7, nEstimators: 5, maxFeatures: 3, replacement: false, useSampleBagging: true, noOOB: true }
const forests = [
  [RandomForestClassifier, three],
  [RandomForestRegression, numbers],
].map(([Forest, target]) => {
  const forest = new Forest({ ...options, treeOptions: { minNumSamples: 3 } })
  forest.train(features, target)
  const votes = forest.predictionValues(features)
  const predicted = features.map((_, i) => votes.getRow(i))
  return { target, json: JSON.parse(JSON.stringify(forest)), predicted }
})
writeFileSync(process.argv[2], `${JSON.stringify({ features, boosted, forests })}\n`)
process.exit()
