import { describe, expect, it } from 'vitest'
import {
  accuracy,
  averagePrecision,
  balancedAccuracy,
  brierBinary,
  brierMultiClass,
  cohenKappa,
  type Disagreement,
  explainedVariance,
  type Labels,
  logLoss,
  matthewsCorrelation,
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanAbsoluteScaledError,
  meanSquaredError,
  medianAbsoluteError,
  mostProbable,
  pinballLoss,
  precisionRecallCurve,
  precisionRecallF1,
  rocAuc,
  rocAucOneVsOne,
  rocAucOneVsRest,
  rocCurve,
  rootMeanSquaredError,
  rps,
  rSquared,
  symmetricMeanAbsolutePercentageError,
  topKAccuracy,
} from '../../../src/ml/index.ts'
import { furthest, golden, probabilitiesOf } from '../tables.ts'

interface Judging {
  classes: {
    classes: string[]
    actual: number[]
    probabilities: number[]
    untied?: number[]
    sampleWeight: number[] | null
    scores: Record<string, number>
    curves: Record<'precision' | 'recall' | 'thresholds' | 'fpr' | 'tpr' | 'cuts', number[]>
  }[]
  numbers: {
    actual: number[]
    predicted: number[]
    training: number[]
    sampleWeight: number[] | null
    scores: Record<string, number>
  }[]
}

const { classes, numbers } = golden<Judging>('judging')

describe.each(classes)('classes with ties and weights, case %#', (given) => {
  const actual: Labels = { classes: given.classes, codes: Int32Array.from(given.actual) }
  const probabilities = probabilitiesOf(given.probabilities, given.classes)
  const predicted = mostProbable(probabilities)
  const options = given.sampleWeight === null ? {} : { sampleWeight: given.sampleWeight }
  const isClass = (k: number) => given.actual.map((code) => (code === k ? 1 : 0))
  const scoreOf = (k: number) => given.actual.map((_, i) => given.probabilities[i * given.classes.length + k]!)

  function ours(name: string): number {
    const [what, detail = '', average = ''] = name.split(' ')
    const k = Number(detail)
    const prf = () => precisionRecallF1(actual, predicted, { ...options, beta: k || 1 })
    const of = (word: string) => prf()[word as 'macro' | 'weighted' | 'micro']
    switch (what) {
      case 'accuracy':
        return accuracy(actual, predicted, options)
      case 'balancedAccuracy':
        return balancedAccuracy(actual, predicted, options)
      case 'matthewsCorrelation':
        return matthewsCorrelation(actual, predicted, options)
      case 'cohenKappa':
        return cohenKappa(actual, predicted, { ...options, disagreement: detail as Disagreement })
      case 'fBeta':
        return of(average).fBeta
      case 'precision':
        return of(detail).precision
      case 'recall':
        return of(detail).recall
      case 'logLoss':
        return logLoss(actual, probabilities, options).value
      case 'brierMultiClass':
        return brierMultiClass(actual, probabilities, options).value
      case 'rps':
        return rps(actual, probabilities, options).value
      case 'brierBinary':
        return brierBinary(actual, probabilities, { ...options, positive: given.classes[k]! }).value
      case 'rocAuc':
        return rocAuc(isClass(k), scoreOf(k), options)
      case 'averagePrecision':
        return averagePrecision(isClass(k), scoreOf(k), options)
      case 'topK':
        return topKAccuracy(actual, probabilitiesOf(given.untied!, given.classes), { ...options, k })
      case 'ovr':
        return rocAucOneVsRest(actual, probabilities, options)[detail as 'macro' | 'weighted']
      case 'ovo':
        return rocAucOneVsOne(actual, probabilities, options)[detail as 'macro' | 'weighted']
      default:
        throw new Error(`nobody knows ${name}`)
    }
  }

  it.each(Object.keys(given.scores))('%s', (name) => {
    expect(Math.abs(ours(name) - given.scores[name]!)).toBeLessThan(1e-12)
  })

  it('the curves have the same points', () => {
    const pr = precisionRecallCurve(isClass(1), scoreOf(1), options)
    const roc = rocCurve(isClass(1), scoreOf(1), options)
    const { precision, recall, thresholds, fpr, tpr, cuts } = given.curves
    // scikit-learn keeps thresholds of rows without weight: their points stand twice.
    const distinct = (points: readonly (readonly number[])[]) =>
      [...new Set(points.map((point) => point.join(' ')))].sort()
    const round = (value: number) => Math.round(value * 1e12)
    expect(distinct(Array.from(pr.recall, (value, i) => [round(value), round(pr.precision[i]!)]))).toEqual(
      distinct(recall.map((value, i) => [round(value), round(precision[i]!)])),
    )
    expect(distinct(Array.from(roc.truePositiveRate, (v, i) => [round(v), round(roc.falsePositiveRate[i]!)]))).toEqual(
      distinct(tpr.map((value, i) => [round(value), round(fpr[i]!)])),
    )
    if (given.sampleWeight !== null) return
    expect(furthest(pr.thresholds, thresholds)).toBe(0)
    expect(furthest(roc.thresholds.subarray(1), cuts)).toBe(0)
  })
})

describe.each(numbers)('numbers with weights, case %#', (given) => {
  const { actual, predicted, training } = given
  const options = given.sampleWeight === null ? {} : { sampleWeight: given.sampleWeight }
  const ours: Record<string, () => number> = {
    meanAbsoluteError: () => meanAbsoluteError(actual, predicted, options).value,
    meanSquaredError: () => meanSquaredError(actual, predicted, options).value,
    rootMeanSquaredError: () => rootMeanSquaredError(actual, predicted, options),
    meanAbsolutePercentageError: () => meanAbsolutePercentageError(actual, predicted, options).value,
    rSquared: () => rSquared(actual, predicted, options),
    explainedVariance: () => explainedVariance(actual, predicted, options),
    'pinball 0.1': () => pinballLoss(actual, predicted, { ...options, alpha: 0.1 }).value,
    'pinball 0.5': () => pinballLoss(actual, predicted, options).value,
    'pinball 0.9': () => pinballLoss(actual, predicted, { ...options, alpha: 0.9 }).value,
    maxError: () => maxError(actual, predicted).value,
    symmetric: () => symmetricMeanAbsolutePercentageError(actual, predicted, options).value,
    'scaled 1': () => meanAbsoluteScaledError(actual, predicted, { ...options, training }).value,
    'scaled 12': () => meanAbsoluteScaledError(actual, predicted, { ...options, training, period: 12 }).value,
    medianAbsoluteError: () => medianAbsoluteError(actual, predicted),
  }

  it.each(Object.keys(given.scores))('%s', (name) => {
    const expected = given.scores[name]!
    expect(Math.abs(ours[name]!() - expected) / Math.max(1, Math.abs(expected))).toBeLessThan(1e-12)
  })
})
