import { describe, expect, it } from 'vitest'
import {
  accuracy,
  averagePrecision,
  balancedAccuracy,
  brierBinary,
  brierMultiClass,
  cohenKappa,
  confusionMatrix,
  type Disagreement,
  expectedCalibrationError,
  explainedVariance,
  gainCurve,
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
  reliability,
  rocAuc,
  rocAucOneVsOne,
  rocAucOneVsRest,
  rocCurve,
  rootMeanSquaredError,
  rps,
  rSquared,
  symmetricMeanAbsolutePercentageError,
  thresholdSweep,
  topKAccuracy,
} from '../../../src/ml/index.ts'
import { rankingScores } from '../../../stages/evaluate/ranking-scores.ts'
import { goldenGroup } from '../../golden/golden-group.ts'
import { golden, probabilitiesOf } from '../tables.ts'

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
  more: {
    classes: string[]
    actual: number[]
    probabilities: number[]
    sampleWeight: number[] | null
    scores: Record<string, number>
    curves: { gain: number[]; observed?: number[]; predicted?: number[] }
  }[]
  errors: {
    actual: number[]
    predicted: number[]
    sampleWeight: number[]
    medianWeighted: number
    maxErrorWeighted: number
  }[]
  numbers: {
    actual: number[]
    predicted: number[]
    training: number[]
    sampleWeight: number[] | null
    scores: Record<string, number>
  }[]
}

const { classes, numbers, more, errors } = golden<Judging>('judging')

const same = { source: 'scikit-learn 1.2.1, make-judging.py', tolerance: 1e-12 }
const second = { source: 'a second implementation in make-judging.py', tolerance: 1e-12 }
const ofClasses = goldenGroup({ group: 'metrics: classes and probabilities, ties and weights', ...same })
const ofNumbers = goldenGroup({ group: 'metrics: numbers, with and without weights', ...same })
const ofCurves = goldenGroup({ group: 'metrics: points of ROC and precision-recall curves', ...same })
/** What scikit-learn 1.2.1 lacks. */
const lacking: Record<string, ReturnType<typeof goldenGroup>> = {
  brierMultiClass: goldenGroup({ group: 'metrics: multi-class Brier', ...second }),
  rps: goldenGroup({ group: 'metrics: RPS with weights', ...second }),
  ovo: goldenGroup({ group: 'metrics: OvO AUC with weights', ...second }),
  scaled: goldenGroup({ group: 'metrics: MASE', ...second }),
  symmetric: goldenGroup({ group: 'metrics: sMAPE', ...second }),
  ece: goldenGroup({ group: 'metrics: ECE with weights', ...second }),
  averagePrecisionMean: goldenGroup({ group: 'metrics: multi-class average precision', ...second }),
  maxErrorWeighted: goldenGroup({ group: 'metrics: max error with weights', ...second }),
  medianWeighted: goldenGroup({ group: 'metrics: median absolute error with weights', ...second }),
  gain: goldenGroup({ group: 'curves: gain', ...second }),
}
const groupOf = (name: string, otherwise: ReturnType<typeof goldenGroup>) => lacking[name.split(' ')[0]!] ?? otherwise

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
    groupOf(name, ofClasses).agree(ours(name), given.scores[name]!)
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
    ofCurves.agree(pr.thresholds, thresholds)
    ofCurves.agree(roc.thresholds.subarray(1), cuts)
    ofCurves.agree(pr.precision, precision)
    ofCurves.agree(pr.recall, recall)
    ofCurves.agree(roc.falsePositiveRate, fpr)
    ofCurves.agree(roc.truePositiveRate, tpr)
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
    groupOf(name, ofNumbers).agree(ours[name]!(), given.scores[name]!)
  })
})

describe.each(more)('what else there is of classes, case %#', (given) => {
  const actual: Labels = { classes: given.classes, codes: Int32Array.from(given.actual) }
  const probabilities = probabilitiesOf(given.probabilities, given.classes)
  const predicted = mostProbable(probabilities)
  const options = given.sampleWeight === null ? {} : { sampleWeight: given.sampleWeight }
  const size = given.classes.length
  const isClass = (k: number) => given.actual.map((code) => (code === k ? 1 : 0))
  const scoreOf = (k: number) => given.actual.map((_, i) => given.probabilities[i * size + k]!)

  function ours(name: string): number {
    const [what, one = '', two = ''] = name.split(' ')
    const prf = (beta = 1) => precisionRecallF1(actual, predicted, { ...options, beta }).perClass
    switch (what) {
      case 'fBetaOf':
        return prf(Number(one))[Number(two)]!.fBeta
      case 'precisionOf':
        return prf()[Number(one)]!.precision
      case 'recallOf':
        return prf()[Number(one)]!.recall
      case 'confusion':
        return confusionMatrix(actual, predicted, options).counts[Number(one) * size + Number(two)]!
      case 'ece':
        return expectedCalibrationError(actual, probabilities, { ...options, bins: Number(one) }).value
      case 'averagePrecisionMean': {
        const { averagePrecision: mean } = rankingScores(actual, probabilities, 1, options)
        return mean[one as 'macro' | 'weighted']
      }
      case 'sweep':
        return thresholdSweep(isClass(1), scoreOf(1), options).find(({ threshold }) => threshold === Number(two))![
          one as 'precision' | 'recall' | 'f1'
        ]
      default:
        throw new Error(`nobody knows ${name}`)
    }
  }

  it.each(Object.keys(given.scores))('%s', (name) => {
    groupOf(name, ofClasses).agree(ours(name), given.scores[name]!)
  })

  it('the curves of gain and reliability', () => {
    lacking.gain!.agree(gainCurve(isClass(1), scoreOf(1), options).gain.slice(1), given.curves.gain)
    if (given.curves.observed === undefined) return
    const bins = reliability(actual, probabilities).perClass[1]!.bins.filter(({ count }) => count > 0)
    ofCurves.agree(
      bins.map(({ observed }) => observed),
      given.curves.observed,
    )
    ofCurves.agree(
      bins.map(({ meanPredicted }) => meanPredicted),
      given.curves.predicted!,
    )
  })
})

it('errors of rows that count several times or not at all', () => {
  for (const { actual, predicted, sampleWeight, medianWeighted, maxErrorWeighted } of errors) {
    lacking.medianWeighted!.agree(medianAbsoluteError(actual, predicted, { sampleWeight }), medianWeighted)
    lacking.maxErrorWeighted!.agree(maxError(actual, predicted, { sampleWeight }).value, maxErrorWeighted)
  }
})
