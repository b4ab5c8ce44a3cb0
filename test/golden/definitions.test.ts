import { describe, it } from 'vitest'
import {
  averagePrecision,
  binNumbers,
  brierBinary,
  brierMultiClass,
  chiSquareTest,
  classImbalance,
  differenceInProportions,
  distributionDistances,
  fitIsotonic,
  fitSigmoid,
  generalizedEntropy,
  groupDisparities,
  kolmogorovSmirnov,
  labelDistances,
  logLoss,
  predictionGaps,
  proportionsTest,
  rocAuc,
  rps,
  sharesOf,
  wassersteinDistance,
} from '../../src/ml/index.ts'
import { normalQuantile } from '../../src/ml/metrics/normal-quantile.ts'
import { createMersenneTwister } from '../../src/ml/resample/mersenne-twister.ts'
import { chiSquareSurvival } from '../../src/ml/statistics/chi-square-survival.ts'
import { devig } from '../../src/sports/index.ts'
import { golden, labelsOf, probabilitiesOf } from '../ml/tables.ts'
import { goldenGroup } from './golden-group.ts'

/** Published figures are rounded: half a unit of their last digit. */
const rounded = (digits: number) => ({
  tolerance: 0.5 * 10 ** -digits * 1.02,
  reason: `published with ${digits} digits`,
})

describe('SageMaker Clarify', () => {
  const dfB = { a: { tp: 0, fp: 2, fn: 2, tn: 1 }, d: { tp: 2, fp: 2, fn: 1, tn: 2 } }
  const exact = goldenGroup({
    group: 'bias: Clarify dfB',
    source: 'tests of amazon-sagemaker-clarify',
    tolerance: 1e-14,
  })

  it('dfB with d = F, and with d = M', () => {
    const { di, dca, dcr, rd, sd, drr, ad, dar, te } = predictionGaps(dfB)
    exact.agree(
      [di, dca, dcr, rd, sd, drr, ad, dar, te],
      [10 / 7, 1 / 4, 1 / 3, -2 / 3, 1 / 6, 1 / 3, -13 / 35, -1 / 2, -1 / 2],
    )
    exact.agree(classImbalance(5, 7), -1 / 6)
    exact.agree(predictionGaps({ a: dfB.d, d: dfB.a }).di, 7 / 10)
    exact.agree(generalizedEntropy({ tp: 2, fp: 4, fn: 3, tn: 3 }), 0.24556213017751485)
    // x = a a b b, y = 1 1 0 1.
    exact.agree([differenceInProportions(1, 2, 2, 2), differenceInProportions(2, 2, 1, 2)], [-0.5, 0.5])
  })

  it('distances of labels T T T F F F, d = T F F F F F', () => {
    const { kl, js, lp } = labelDistances([2, 3], [1, 0])
    const some = goldenGroup({
      group: 'bias: Clarify label distances',
      source: 'tests of amazon-sagemaker-clarify',
      ...rounded(6),
    })
    some.agree([kl, js, lp], [-0.366516, 0.066414, 0.6])
  })

  it('German credit from its confusion counts', () => {
    const a = { tp: 27, fp: 1, fn: 1, tn: 3 }
    const d = { tp: 556, fp: 31, fn: 52, tn: 229 }
    const published = goldenGroup({
      group: 'bias: Clarify German credit',
      source: 'tests/integration/test_bias_metrics.py, from the confusion counts',
      ...rounded(7),
    })
    const { ad, dar, dca, dcr, di, dppl, drr, rd, sd, te } = predictionGaps({ a, d })
    published.agree(
      [ad, dar, dca, dcr, di, dppl, drr, rd, sd, te],
      [0.0331221, 0.0170966, -0.0357751, -0.0747331, 0.7728769, 0.1987327, 0.0649466, 0.049812, 0.1307692, 0.6774194],
    )
    published.agree(generalizedEntropy({ tp: 583, fp: 32, fn: 53, tn: 232 }), 0.0492201)
    const { js, kl, ks, lp, tvd } = labelDistances([28, 4], [608, 260])
    published.agree([js, kl, ks, lp, tvd], [0.0233265, 0.0854333, 0.1745392, 0.2468357, 0.1745392])
    published.agree([classImbalance(32, 868), differenceInProportions(28, 32, 608, 868)], [-0.9288889, 0.1745392])
  })
})

it('Fairlearn', () => {
  const y = [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1]
  const h = [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0]
  const facet = labelsOf([...'bbabbcccaacabccbcc'])
  const { demographicParity: parity, equalizedOdds: odds, overall } = groupDisparities(y, h, facet)
  const fairlearn = goldenGroup({ group: 'bias: Fairlearn', source: 'its documentation', ...rounded(4) })
  fairlearn.agree([parity.difference, parity.ratio, odds.difference, odds.ratio], [0.25, 0.6667, 1, 0])
  fairlearn.agree([overall.truePositiveRate, overall.falsePositiveRate, overall.selectionRate], [0.5, 0.6667, 0.5556])
  const { demographicParity, equalOpportunity, equalizedOdds } = groupDisparities(y, h, facet, { method: 'toOverall' })
  fairlearn.agree(
    [equalOpportunity.difference, equalizedOdds.difference, demographicParity.difference],
    [0.1, 0.6667, 0.1944],
  )
})

describe('drift', () => {
  interface Sides {
    reference: number[]
    current: number[]
    scores: Record<string, number>
  }
  const given = golden<{
    numbers: Sides[]
    shares: { given: [number, number, number, number]; z: number; p: number }[]
    chiSquareSurvival: [number, number, number][]
  }>('drift')
  const scipy = goldenGroup({ group: 'drift: distances and tests', source: 'SciPy, make-drift.py', tolerance: 1e-9 })

  it('of random numbers', () => {
    for (const { reference, current, scores } of given.numbers) {
      const ks = kolmogorovSmirnov(reference, current)
      const moved = wassersteinDistance(reference, current)
      const { psi, jensenShannon, hellinger, totalVariation } = distributionDistances(binNumbers(reference, current))
      scipy.agree(
        [ks.statistic, ks.pValue, moved.value, moved.normed, psi, jensenShannon, hellinger, totalVariation],
        ['ks', 'ksP', 'wasserstein', 'wassersteinNormed', 'psi', 'jensenShannon', 'hellinger', 'totalVariation'].map(
          (name) => scores[name] as number,
        ),
      )
    }
  })

  it('of shares and tails', () => {
    for (const { given: counts, z, p } of given.shares) {
      const [hits, rows, hits2, rows2] = counts
      const test = proportionsTest({ hits, rows }, { hits: hits2, rows: rows2 })
      scipy.agree([test.z, test.pValue], [z, p])
    }
    for (const [value, degrees, tail] of given.chiSquareSurvival) scipy.agree(chiSquareSurvival(value, degrees), tail)
  })

  it('Evidently’s own vector', () => {
    const counts = {
      categories: [0, 1, 2, 3, 4, 5],
      reference: Float64Array.of(16, 18, 16, 14, 12, 12),
      current: Float64Array.of(16, 16, 16, 16, 16, 8),
    }
    const evidently = goldenGroup({
      group: 'drift: Evidently',
      source: 'tests of evidently',
      tolerance: 1e-5,
      reason: 'published cut off after 5 digits',
    })
    evidently.agree(chiSquareTest(counts).pValue, 0.67309)
    evidently.agree(distributionDistances(sharesOf(counts)).hellinger, 0.06812)
  })
})

describe('random numbers, as SMOTE draws them', () => {
  it('MT19937 of NumPy', () => {
    const twister = createMersenneTwister(0)
    const same = goldenGroup({ group: 'random numbers: MT19937', source: 'NumPy', tolerance: 0 })
    same.agree(
      Array.from({ length: 4 }, () => twister.integer(40)),
      [0, 3, 3, 39],
    )
    const uniforms = goldenGroup({ group: 'random numbers: first uniforms', source: 'NumPy', ...rounded(10) })
    uniforms.agree(
      Array.from({ length: 4 }, () => twister.uniform()),
      [0.4236547993, 0.6458941131, 0.4375872113, 0.8917730008],
    )
    for (const { seed, integers, uniforms: tail } of golden<{
      streams: { seed: number; integers: [number, number[]][]; uniforms: number[] }[]
    }>('smote').streams) {
      const stream = createMersenneTwister(seed)
      for (const [bound, values] of integers) {
        same.agree(
          values.map(() => stream.integer(bound)),
          values,
        )
      }
      const drawn = Array.from({ length: 700 }, () => stream.uniform())
      same.agree(drawn.slice(-20), tail)
    }
  })
})

describe('metrics and calibration of ten rows', () => {
  const y = [0, 0, 1, 1, 1, 0, 1, 0, 1, 1]
  const s = [0.1, 0.4, 0.35, 0.8, 0.65, 0.55, 0.9, 0.2, 0.3, 0.7]
  const measured = goldenGroup({ group: 'metrics: ten rows of the definitions', source: 'scikit-learn', ...rounded(7) })

  it('AUC, AP, log loss, Brier', () => {
    const labels = { classes: ['0', '1'], codes: Int32Array.from(y) }
    const p = probabilitiesOf(
      s.flatMap((one) => [1 - one, one]),
      labels.classes,
    )
    measured.agree(
      [rocAuc(y, s), averagePrecision(y, s), logLoss(labels, p).value, brierBinary(labels, p, { positive: '1' }).value],
      [0.8333333, 0.9107143, 0.5007594, 0.16875],
    )
    measured.agree(brierMultiClass(labels, p).value, 2 * 0.16875)
  })

  it('Platt’s curve and the isotonic knots', () => {
    const { a, b } = fitSigmoid({ happened: y, scores: s })
    measured.agree([a, b], [-3.8168231, 1.4334104])
    const sklearn = goldenGroup({
      group: 'calibration: sigmoid against scikit-learn',
      source: 'scikit-learn 1.2.1',
      tolerance: 5e-5,
      reason: 'its solver stops 2e-5 before the optimum',
    })
    sklearn.agree([a, b], [-3.8168431, 1.4334198])
    const { scores, probabilities } = fitIsotonic({ happened: y, scores: s })
    measured.agree(scores, [0.1, 0.2, 0.3, 0.55, 0.65, 0.9])
    measured.agree(probabilities, [0, 0, 0.5, 0.5, 1, 1])
  })

  it('RPS', () => {
    const classes = ['home', 'draw', 'away']
    const of = (p: number[], code: number) =>
      rps({ classes, codes: Int32Array.of(code) }, probabilitiesOf(p, classes)).value
    const penaltyblog = goldenGroup({ group: 'metrics: RPS', source: 'documentation of penaltyblog', tolerance: 1e-12 })
    penaltyblog.agree(
      [of([0.8, 0.1, 0.1], 0), of([0.5, 0.25, 0.25], 0), of([0.35, 0.3, 0.35], 1)],
      [0.025, 0.15625, 0.1225],
    )
  })

  it('normal quantiles', () => {
    const scipy = goldenGroup({
      group: 'metrics: normal quantiles',
      source: 'SciPy, make-metrics.py',
      tolerance: 1e-12,
    })
    for (const [p, z] of golden<{ normalQuantile: [number, number][] }>('metrics').normalQuantile) {
      scipy.agree(normalQuantile(p), z)
    }
  })
})

it('odds without their margin', () => {
  const devigged = goldenGroup({
    group: 'sports: multiplicative de-vig',
    source: 'documentation of penaltyblog',
    ...rounded(8),
  })
  devigged.agree(devig([2.7, 2.3, 4.4], 'multiplicative'), [0.35873804, 0.42112726, 0.2201347])
})
