import { describe, expect, it } from 'vitest'
import {
  accuracy,
  balancedAccuracy,
  brierBinary,
  brierMultiClass,
  confusionMatrix,
  expectedCalibrationError,
  type Labels,
  logLoss,
  mostProbable,
  type Probabilities,
  precisionRecallF1,
  reorderClasses,
  rocAuc,
  rocAucOneVsRest,
  rocCurve,
  rps,
} from '../../../src/ml/index.ts'
import { codeOf, furthest, golden, labelsOf, probabilitiesOf } from '../tables.ts'

interface MetricCase {
  classes: string[]
  actual: number[]
  probabilities: number[]
  predicted: number[]
  accuracy: number
  balancedAccuracy: number
  confusion: number[]
  precision: number[]
  recall: number[]
  f1: number[]
  support: number[]
  macro: number[]
  logLoss: number
  clipped: number
  brierMultiClass: number
  brierBinary: number[]
  rps: number
  ece15: number
  ece7: number
  aucPerClass: number[]
  aucMacro?: number
  aucWeighted?: number
  rocCurve: { fpr: number[]; tpr: number[]; thresholds: number[] }
}

describe.each(golden<{ cases: MetricCase[] }>('metrics').cases)('on random rows with ties, case %#', (given) => {
  const actual: Labels = { classes: given.classes, codes: Int32Array.from(given.actual) }
  const predicted: Labels = { classes: given.classes, codes: Int32Array.from(given.predicted) }
  const probabilities = probabilitiesOf(given.probabilities, given.classes)

  it('agrees with scikit-learn on predicted classes', () => {
    expect(mostProbable(probabilities)).toEqual(predicted)
    expect(accuracy(actual, predicted)).toBeCloseTo(given.accuracy, 12)
    expect(balancedAccuracy(actual, predicted)).toBeCloseTo(given.balancedAccuracy, 12)
    expect(Array.from(confusionMatrix(actual, predicted).counts)).toEqual(given.confusion)
    const { perClass, macro } = precisionRecallF1(actual, predicted)
    expect(perClass.map(({ support }) => support)).toEqual(given.support)
    for (const score of ['precision', 'recall', 'f1'] as const) {
      expect(
        furthest(
          perClass.map((scores) => scores[score]),
          given[score],
        ),
      ).toBeLessThan(1e-12)
    }
    expect(furthest([macro.precision, macro.recall, macro.f1], given.macro)).toBeLessThan(1e-12)
  })

  it('agrees with scikit-learn and second implementations on probabilities', () => {
    const loss = logLoss(actual, probabilities)
    expect(loss.value).toBeCloseTo(given.logLoss, 12)
    expect(loss.clipped).toBe(given.clipped)
    expect(brierMultiClass(actual, probabilities).value).toBeCloseTo(given.brierMultiClass, 12)
    for (const [k, positive] of given.classes.entries()) {
      expect(brierBinary(actual, probabilities, { positive }).value).toBeCloseTo(given.brierBinary[k]!, 12)
    }
    expect(rps(actual, probabilities).value).toBeCloseTo(given.rps, 12)
    expect(expectedCalibrationError(actual, probabilities).value).toBeCloseTo(given.ece15, 12)
    expect(expectedCalibrationError(actual, probabilities, { bins: 7 }).value).toBeCloseTo(given.ece7, 12)
  })

  it('agrees with scikit-learn on ranking', () => {
    const { perClass, macro, weighted, absent } = rocAucOneVsRest(actual, probabilities)
    expect(
      furthest(
        perClass.map(({ value }) => value),
        given.aucPerClass,
      ),
    ).toBeLessThan(1e-12)
    expect(absent).toEqual([])
    if (given.aucMacro !== undefined) {
      expect(macro).toBeCloseTo(given.aucMacro, 12)
      expect(weighted).toBeCloseTo(given.aucWeighted!, 12)
    }
    const scores = probabilities.data.filter((_, i) => i % given.classes.length === 1)
    const positive = given.actual.map((code) => (code === 1 ? 1 : 0))
    const curve = rocCurve(positive, scores)
    expect(furthest(curve.falsePositiveRate, given.rocCurve.fpr)).toBeLessThan(1e-12)
    expect(furthest(curve.truePositiveRate, given.rocCurve.tpr)).toBeLessThan(1e-12)
    expect(Array.from(curve.thresholds.subarray(1))).toEqual(given.rocCurve.thresholds)
    let area = 0
    for (let i = 1; i < curve.thresholds.length; i++) {
      const width = curve.falsePositiveRate[i]! - curve.falsePositiveRate[i - 1]!
      area += (width * (curve.truePositiveRate[i]! + curve.truePositiveRate[i - 1]!)) / 2
    }
    expect(area).toBeCloseTo(rocAuc(positive, scores), 12)
  })

  it('scores the same in any order of rows, and the mean of its rows is the value', () => {
    const n = given.actual.length
    const back = (values: ArrayLike<number>, width: number) =>
      Array.from({ length: n * width }, (_, i) => values[(n - 1 - Math.floor(i / width)) * width + (i % width)]!)
    const turned: Labels = { ...actual, codes: Int32Array.from(back(actual.codes, 1)) }
    const turnedProbabilities = probabilitiesOf(back(probabilities.data, given.classes.length), given.classes)
    for (const metric of [logLoss, brierMultiClass, rps]) {
      const one = metric(actual, probabilities)
      expect(metric(turned, turnedProbabilities).value).toBeCloseTo(one.value, 12)
      expect(one.perRow.reduce((sum, loss) => sum + loss, 0) / n).toBeCloseTo(one.value, 14)
    }
  })
})

describe('the golden rows of the definitions', () => {
  const y = [0, 0, 1, 1, 1, 0, 1, 0, 1, 1]
  const s = [0.1, 0.4, 0.35, 0.8, 0.65, 0.55, 0.9, 0.2, 0.3, 0.7]
  const actual: Labels = { classes: ['no', 'yes'], codes: Int32Array.from(y) }
  const probabilities = probabilitiesOf(
    s.flatMap((p) => [1 - p, p]),
    ['no', 'yes'],
  )

  it('have AUC 0.8333333, log loss 0.5007594 and Brier score 0.16875', () => {
    expect(rocAuc(y, s)).toBeCloseTo(0.8333333, 7)
    expect(logLoss(actual, probabilities).value).toBeCloseTo(0.5007594, 7)
    expect(brierBinary(actual, probabilities, { positive: 'yes' }).value).toBeCloseTo(0.16875, 12)
    expect(brierMultiClass(actual, probabilities).value).toBeCloseTo(2 * 0.16875, 12)
  })

  it.each([
    [[0.8, 0.1, 0.1], 'home', 0.025],
    [[0.5, 0.25, 0.25], 'home', 0.15625],
    [[0.35, 0.3, 0.35], 'draw', 0.1225],
  ] as const)('have RPS: %j and %s happened gives %d', (p, happened, expected) => {
    const classes = ['home', 'draw', 'away']
    expect(rps(labelsOf([happened], classes), probabilitiesOf([...p], classes)).value).toBeCloseTo(expected, 12)
  })
})

describe('metrics at the edges', () => {
  const classes = ['a', 'b', 'c']
  const actual = labelsOf(['a', 'a', 'b'], classes)
  const sure = probabilitiesOf([1, 0, 0, 0, 1, 0, 0.5, 0.5, 0], classes)

  it('clip a probability of 0 for what happened, and count it', () => {
    const { value, clipped, epsilon, perRow } = logLoss(actual, sure)
    expect([clipped, epsilon]).toEqual([1, 2 ** -52])
    expect(perRow[0]).toBe(0)
    expect(perRow[1]).toBeCloseTo(36.0437, 3)
    expect(value).toBeCloseTo((36.04365338911715 + Math.LN2) / 3, 12)
    expect(logLoss(actual, sure, { epsilon: 0.01 }).perRow[1]).toBeCloseTo(-Math.log(0.01), 12)
  })

  it('count scores that are 0 / 0 as 0, and say how many', () => {
    const { perClass, macro, zeroDivisions } = precisionRecallF1(actual, labelsOf(['a', 'c', 'a'], classes))
    // b is never predicted, c never occurs.
    expect(zeroDivisions).toBe(2)
    expect(perClass.map(({ f1 }) => f1)).toEqual([0.5, 0, 0])
    expect(macro.recall).toBeCloseTo(1 / 6, 12)
  })

  it('leave a class without rows out of the mean AUC, and say so', () => {
    const { absent, perClass, macro } = rocAucOneVsRest(actual, sure)
    expect(absent).toEqual(['c'])
    expect(perClass.map(({ class: name }) => name)).toEqual(['a', 'b'])
    expect(macro).toBe(0.5)
  })

  it('bring classes into another order', () => {
    const { data } = reorderClasses(probabilitiesOf([0.2, 0.8], ['b', 'a']), classes)
    expect(Array.from(data)).toEqual([0.8, 0.2, 0])
    expect(codeOf(() => reorderClasses(sure, ['a', 'b']))).toBe('E_ML_LABEL')
  })

  it.each([
    ['no rows', labelsOf([], classes), probabilitiesOf([], classes), 'E_ML_EMPTY'],
    ['other numbers of rows', labelsOf(['a'], classes), sure, 'E_ML_SHAPE'],
    ['classes in another order', labelsOf(['a', 'a', 'b'], ['b', 'a', 'c']), sure, 'E_ML_SHAPE'],
    ['an unknown code', { classes, codes: Int32Array.of(0, 0, 3) }, sure, 'E_ML_LABEL'],
    ['NaN', labelsOf(['a'], classes), probabilitiesOf([0.5, Number.NaN, 0.5], classes), 'E_ML_NOT_FINITE'],
    ['a sum of 0.9', labelsOf(['a'], classes), probabilitiesOf([0.5, 0.2, 0.2], classes), 'E_ML_PARAMETER'],
  ] as [string, Labels, Probabilities, string][])('refuse %s', (_, labels, probabilities, code) => {
    for (const metric of [logLoss, brierMultiClass, rps, rocAucOneVsRest, expectedCalibrationError]) {
      expect(codeOf(() => metric(labels, probabilities))).toBe(code)
    }
  })

  it('refuse to rank rows of one class', () => {
    expect(codeOf(() => rocAuc([1, 1], [0.2, 0.3]))).toBe('E_ML_ONE_CLASS')
    expect(codeOf(() => rocCurve([0, 0], [0.2, 0.3]))).toBe('E_ML_ONE_CLASS')
    const one = labelsOf(['a', 'a', 'a'], classes)
    expect(codeOf(() => rocAucOneVsRest(one, sure))).toBe('E_ML_ONE_CLASS')
  })
})
