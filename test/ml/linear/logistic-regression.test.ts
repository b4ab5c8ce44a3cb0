import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { type ClassWeight, LogisticRegression } from '../../../src/ml/index.ts'
import {
  classifierFrom,
  codeOf,
  furthest,
  gaussian,
  golden,
  labelsOf,
  matrixOf,
  pickRows,
  shuffled,
} from '../tables.ts'

interface LogisticCase {
  classes: string[]
  columns: number
  C: number
  classWeight: ClassWeight
  features: number[]
  labels: string[]
  coefficients: number[]
  intercepts: number[]
  probabilities: number[]
}

const random = createRandom(1)
const features = matrixOf(
  Array.from({ length: 100 * 3 }, (_, i) => gaussian(random) * (i % 3 === 2 ? 100 : 1) + (i % 3 === 2 ? 1500 : 0)),
  3,
)
const labels = labelsOf(
  Array.from({ length: 100 }, (_, i) => (features.data[i]! + gaussian(random) > 0 ? 'won' : i % 3 ? 'lost' : 'draw')),
)

describe('LogisticRegression', () => {
  it.each(golden<{ cases: LogisticCase[] }>('logistic').cases)('agrees with scikit-learn, case %#', (given) => {
    const before = matrixOf(given.features, given.columns)
    const { C, classWeight, classes } = given
    const model = LogisticRegression.fit(before, labelsOf(given.labels, classes), { C, classWeight })
    const own = classes.length === 2 ? model.coefficients.subarray(given.columns) : model.coefficients
    const intercepts = classes.length === 2 ? model.intercepts.subarray(1) : model.intercepts
    expect(furthest(own, given.coefficients)).toBeLessThan(1e-8)
    expect(furthest(intercepts, given.intercepts)).toBeLessThan(1e-7)
    const first = pickRows(
      before,
      Array.from({ length: 10 }, (_, i) => i),
    )
    expect(furthest(model.predictProbability(first).data, given.probabilities)).toBeLessThan(1e-8)
  })

  it('gives probabilities that sum to 1 and follow their rows', () => {
    const model = LogisticRegression.fit(features, labels)
    const { data } = model.predictProbability(features)
    for (let i = 0; i < 100; i++) expect(data[3 * i]! + data[3 * i + 1]! + data[3 * i + 2]!).toBeCloseTo(1, 12)
    const order = shuffled(100, random)
    expect(Array.from(model.predictProbability(pickRows(features, order)).data)).toEqual(
      order.flatMap((row) => Array.from(data.subarray(3 * row, 3 * row + 3))),
    )
  })

  it('meets the optimum: the mean probability of each class is its frequency', () => {
    const { data } = LogisticRegression.fit(features, labels).predictProbability(features)
    for (const k of [0, 1, 2]) {
      const mean = data.filter((_, i) => i % 3 === k).reduce((sum, p) => sum + p, 0) / 100
      expect(mean).toBeCloseTo(labels.codes.filter((code) => code === k).length / 100, 9)
    }
  })

  it('does not depend on the units of the features when it standardises', () => {
    const scaled = { ...features, data: features.data.map((value, i) => (i < 100 ? value * 1e4 - 7 : value)) }
    const one = LogisticRegression.fit(features, labels, { standardize: true }).predictProbability(features).data
    const other = LogisticRegression.fit(scaled, labels, { standardize: true }).predictProbability(scaled).data
    expect(furthest(one, other)).toBeLessThan(1e-9)
    expect(furthest(LogisticRegression.fit(features, labels).predictProbability(features).data, one)).toBeGreaterThan(
      1e-4,
    )
  })

  it('counts a row of weight 2 as two rows', () => {
    const twice = pickRows(features, [...Array(100).keys(), 0, 1, 2])
    const more = { ...labels, codes: Int32Array.from([...labels.codes, ...labels.codes.subarray(0, 3)]) }
    const sampleWeight = new Float64Array(100).fill(1).fill(2, 0, 3)
    const one = LogisticRegression.fit(features, labels, { sampleWeight }).coefficients
    expect(furthest(one, LogisticRegression.fit(twice, more).coefficients)).toBeLessThan(1e-8)
  })

  it('converges on separable rows, on constant columns, and on more columns than rows', () => {
    const separable = matrixOf([1, 0, 2, 0, 3, 0, 4, 0], 2)
    const model = LogisticRegression.fit(separable, labelsOf(['a', 'a', 'b', 'b']), { C: 1000 })
    expect(model.predictProbability(separable).data[0]).toBeGreaterThan(0.95)
    expect(model.coefficients[3]).toBeCloseTo(0, 10)
    const wide = { ...features, rows: 5, columns: 60, names: Array.from({ length: 60 }, (_, j) => `${j}`) }
    const few = labelsOf(['a', 'b', 'c', 'a', 'b'])
    expect(LogisticRegression.fit(wide, few, { standardize: true }).coefficients.every(Number.isFinite)).toBe(true)
  })

  it('gives a class without training rows probability 0', () => {
    const two = { classes: ['draw', 'none', 'won'], codes: labels.codes.map((code) => (code === 1 ? 0 : code)) }
    const { data } = LogisticRegression.fit(features, two).predictProbability(features)
    expect(data.filter((_, i) => i % 3 === 1).every((p) => p === 0)).toBe(true)
  })

  it('comes back from JSON with the same predictions to the last bit', () => {
    const model = LogisticRegression.fit(features, labels, { standardize: true })
    const read = classifierFrom(model)
    expect(read.predictProbability(features)).toEqual(model.predictProbability(features))
  })

  it('refuses one class, missing values and a bad C by code', () => {
    const alone = { classes: ['a', 'b'], codes: new Int32Array(100) }
    expect(codeOf(() => LogisticRegression.fit(features, alone))).toBe('E_ML_ONE_CLASS')
    expect(codeOf(() => LogisticRegression.fit(features, labels, { C: 0 }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => LogisticRegression.fit(features, labels, { maxIter: 1 }))).toBe('E_ML_CONVERGENCE')
    const holed = { ...features, data: features.data.with(5, Number.NaN) }
    expect(codeOf(() => LogisticRegression.fit(holed, labels))).toBe('E_ML_NOT_FINITE')
    const huge = { ...features, data: features.data.map((value) => value * 1e300) }
    expect(codeOf(() => LogisticRegression.fit(huge, labels))).toBe('E_ML_CONVERGENCE')
  })
})
