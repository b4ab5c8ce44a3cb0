import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import {
  applyTemperature,
  brierMultiClass,
  CalibratedClassifier,
  ClassFrequency,
  type Classifier,
  fitBeta,
  fitIsotonic,
  fitSigmoid,
  fitTemperature,
  type Labels,
  logLoss,
  type Matrix,
  mostProbable,
  type Probabilities,
} from '../../../src/ml/index.ts'
import { goldenGroup } from '../../golden/golden-group.ts'
import { classifierFrom, codeOf, furthest, golden, probabilitiesOf } from '../tables.ts'

interface CalibrationCase {
  scores: number[]
  happened: number[]
  sampleWeight: number[] | null
  at: number[]
  isotonic: number[]
  sigmoid: [number, number]
  beta: [number, number, number]
  probabilities: number[]
  actual: number[]
  temperature: number
}

const isotonic = goldenGroup({
  group: 'calibration: isotonic curves',
  source: 'scikit-learn 1.2.1, make-calibration.py',
  tolerance: 1e-12,
})
const optimum = goldenGroup({
  group: 'calibration: optimum of sigmoid, beta, temperature',
  source: 'SciPy on a second implementation in make-calibration.py',
  tolerance: 1e-5,
  reason: 'its search without derivatives stops where the loss no longer changes, at the root of the last digit',
})

// definitions: y and s of ten rows, Newton's optimum, and the knots of the isotonic curve.
const ten = {
  happened: [0, 0, 1, 1, 1, 0, 1, 0, 1, 1],
  scores: [0.1, 0.4, 0.35, 0.8, 0.65, 0.55, 0.9, 0.2, 0.3, 0.7],
}

it('finds the optimum of Platt’s curve', () => {
  const { a, b } = fitSigmoid(ten)
  expect(a).toBeCloseTo(-3.8168231, 6)
  expect(b).toBeCloseTo(1.4334104, 6)
})

it('pools what falls', () => {
  const { scores, probabilities } = fitIsotonic(ten)
  expect(Array.from(scores)).toEqual([0.1, 0.2, 0.3, 0.55, 0.65, 0.9])
  expect(Array.from(probabilities)).toEqual([0, 0, 0.5, 0.5, 1, 1])
})

describe.each(golden<{ cases: CalibrationCase[] }>('calibration').cases)('on random rows, case %#', (given) => {
  const rows = { ...given, sampleWeight: given.sampleWeight ?? undefined }

  it('the isotonic curve is scikit-learn’s, between its points and beyond', () => {
    const { apply } = fitIsotonic(rows)
    isotonic.agree(given.at.map(apply), given.isotonic)
  })

  // The solver of the golden numbers stops where the loss no longer changes: about the root of its last digit.
  it('sigmoid, beta and temperature are at the optimum', () => {
    const { a, b } = fitSigmoid(rows)
    optimum.agree([a, b], given.sigmoid)
    const beta = fitBeta(rows)
    optimum.agree([beta.a, beta.b, beta.c], given.beta)
    const labels: Labels = { classes: ['a', 'b', 'c'], codes: Int32Array.from(given.actual) }
    optimum.agree(fitTemperature(labels, probabilitiesOf(given.probabilities, labels.classes), rows), given.temperature)
  })
})

describe('a calibrated classifier', () => {
  // A model that is too sure: its probabilities are the true ones, squared and made to sum to 1.
  const random = createRandom(4)
  const n = 3000
  const classes = ['a', 'b', 'c']
  const truth = Array.from({ length: n }, () => {
    const parts = classes.map(() => 0.05 + random.next())
    return parts.map((part) => part / parts.reduce((sum, each) => sum + each, 0))
  })
  const codes = Int32Array.from(truth, (row) => {
    const u = random.next()
    return u < row[0]! ? 0 : u < row[0]! + row[1]! ? 1 : 2
  })
  const features: Matrix = { rows: n, columns: 1, names: ['x'], data: Float64Array.from(truth.keys()) }
  const labels: Labels = { classes, codes }
  const sure: Classifier = {
    ...ClassFrequency.fit(features, labels),
    learner: 'class-frequency',
    task: 'classification',
    classes,
    featureNames: ['x'],
    predict: (rows) => mostProbable(sure.predictProbability(rows)),
    predictProbability: (rows): Probabilities => ({
      rows: rows.rows,
      classes,
      data: Float64Array.from(
        Array.from(rows.data).flatMap((i) => {
          const squares = truth[i]!.map((p) => p ** 3)
          return squares.map((square) => square / squares.reduce((sum, each) => sum + each, 0))
        }),
      ),
    }),
    toParts: () => ClassFrequency.fit(features, labels).toParts(),
  }
  const half = (from: number): Matrix => ({ ...features, rows: n / 2, data: features.data.slice(from, from + n / 2) })
  const [first, second] = [half(0), half(n / 2)]
  const [known, unseen]: [Labels, Labels] = [
    { classes, codes: codes.slice(0, n / 2) },
    { classes, codes: codes.slice(n / 2) },
  ]

  it.each(['sigmoid', 'isotonic', 'beta', 'temperature'] as const)('%s mends too sure a model', (method) => {
    const calibrated = CalibratedClassifier.fit(sure, first, known, { method })
    const [before, after] = [sure.predictProbability(second), calibrated.predictProbability(second)]
    expect(logLoss(unseen, after).value).toBeLessThan(logLoss(unseen, before).value)
    expect(brierMultiClass(unseen, after).value).toBeLessThan(brierMultiClass(unseen, before).value)
    if (method === 'temperature') expect(calibrated.predict(second)).toEqual(sure.predict(second))
  })

  it.each(['sigmoid', 'isotonic', 'beta', 'temperature'] as const)('%s is the same read again', (method) => {
    const calibrated = CalibratedClassifier.fit(sure, first, known, { method })
    const read = classifierFrom(calibrated) as CalibratedClassifier
    const probabilities = sure.predictProbability(second)
    const inner = { ...read.model, classes, featureNames: ['x'], predictProbability: () => probabilities } as Classifier
    expect(new CalibratedClassifier(inner, read.calibration).predictProbability(second)).toEqual(
      calibrated.predictProbability(second),
    )
  })

  it('finds the temperature that undoes the power', () => {
    expect(fitTemperature(known, sure.predictProbability(first))).toBeGreaterThan(2.4)
    expect(fitTemperature(known, sure.predictProbability(first))).toBeLessThan(3.6)
  })

  it.each([
    ['one class only', () => fitSigmoid({ happened: [1, 1], scores: [0.2, 0.3] }), 'E_ML_ONE_CLASS'],
    ['no rows', () => fitIsotonic({ happened: [], scores: [] }), 'E_ML_EMPTY'],
    ['NaN', () => fitIsotonic({ happened: [0, 1], scores: [0.2, Number.NaN] }), 'E_ML_NOT_FINITE'],
    ['a score above 1', () => fitBeta({ happened: [0, 1], scores: [0.2, 1.2] }), 'E_ML_PARAMETER'],
    ['a negative weight', () => fitSigmoid({ ...ten, sampleWeight: ten.scores.map(() => -1) }), 'E_ML_PARAMETER'],
    ['another number of weights', () => fitSigmoid({ ...ten, sampleWeight: [1] }), 'E_ML_SHAPE'],
    [
      'rows that are all right',
      () =>
        fitTemperature(
          { classes: ['a', 'b'], codes: Int32Array.of(0, 1) },
          probabilitiesOf([0.9, 0.1, 0.1, 0.9], ['a', 'b']),
        ),
      'E_ML_CONVERGENCE',
    ],
  ])('refuses %s', (_, call, code) => {
    expect(codeOf(call)).toBe(code)
  })

  it('leaves probabilities alone at temperature 1', () => {
    const same = applyTemperature(probabilitiesOf([0.2, 0.8], ['a', 'b']), 1)
    expect(furthest(same.data, [0.2, 0.8])).toBeLessThan(1e-15)
  })
})
