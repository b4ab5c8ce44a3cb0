import { describe, expect, it } from 'vitest'
import {
  biasReport,
  fitCorrelationRemover,
  groupDisparities,
  groupThresholds,
  removeCorrelation,
  reweighing,
} from '../../../src/ml/index.ts'
import { furthest, golden } from '../tables.ts'

type Pair = readonly [number, number]
interface Golden {
  readonly clarify: readonly {
    readonly y: readonly number[]
    readonly p: readonly number[]
    readonly d: readonly number[]
    readonly group: readonly number[]
    readonly x: readonly number[]
    readonly classes: number
    readonly positive: readonly number[]
    readonly metrics: Readonly<Record<string, number>>
  }[]
  readonly fairlearn: readonly {
    readonly facet: readonly number[]
    readonly y: readonly number[]
    readonly p: readonly number[]
    readonly groups: Readonly<Record<string, readonly number[]>>
    readonly disparities: Readonly<
      Record<
        'betweenGroups' | 'toOverall',
        Readonly<Record<'demographicParity' | 'equalOpportunity' | 'worstCase' | 'mean', Pair>>
      >
    >
  }[]
  readonly correlation: readonly {
    readonly x: readonly number[]
    readonly s: readonly number[]
    readonly n: number
    readonly columns: number
    readonly sensitive: number
    readonly alpha: number
    readonly coefficients: readonly number[]
    readonly new: readonly number[]
    readonly newS: readonly number[]
    readonly transformed: readonly number[]
  }[]
  readonly reweighing: readonly {
    readonly s: readonly number[]
    readonly y: readonly number[]
    readonly w: readonly number[] | null
    readonly weights: readonly number[]
  }[]
  readonly thresholds: readonly {
    readonly g: readonly number[]
    readonly y: readonly number[]
    readonly score: readonly number[]
    readonly constraint: 'demographicParity' | 'equalOpportunity' | 'equalizedOdds'
    readonly tolerance: number
    readonly right: number
  }[]
}

const numbers = golden<Golden>('fairness')
const coded = (codes: readonly number[], count = Math.max(...codes) + 1) => ({
  classes: Array.from({ length: count }, (_, code) => String(code)),
  codes: Int32Array.from(codes),
})
const matrix = (data: readonly number[], columns: number, prefix = 'x') => ({
  rows: data.length / columns,
  columns,
  names: Array.from({ length: columns }, (_, j) => `${prefix}${j}`),
  data: Float64Array.from(data),
})

describe('numbers of second implementations', () => {
  it.each(numbers.clarify.map((one, i) => [i, one] as const))(
    'agree with all 21 metrics of Clarify, table %i',
    (_, one) => {
      const report = biasReport({
        actual: coded(one.y, one.classes),
        predicted: coded(one.p, one.classes),
        facet: coded(one.d),
        disfavoured: '1',
        positive: one.positive.map(String),
        subgroup: coded(one.group),
        features: matrix(one.x, 3),
        seed: 1,
        resamples: 20,
      })
      expect(report.map(({ metric }) => metric).toSorted()).toEqual(Object.keys(one.metrics).toSorted())
      for (const { metric, value } of report)
        expect([metric, value]).toEqual([metric, expect.closeTo(one.metrics[metric]!, 12)])
    },
  )

  it.each(numbers.fairlearn.map((one, i) => [i, one] as const))('agree with Fairlearn, table %i', (_, one) => {
    for (const method of ['betweenGroups', 'toOverall'] as const) {
      const wanted = one.disparities[method]
      for (const aggregate of ['worstCase', 'mean'] as const) {
        const found = groupDisparities(one.y, one.p, coded(one.facet), { method, aggregate })
        for (const [name, pair] of [
          ['demographicParity', wanted.demographicParity],
          ['equalOpportunity', wanted.equalOpportunity],
          ['equalizedOdds', wanted[aggregate]],
        ] as const) {
          expect(found[name].difference).toBeCloseTo(pair[0], 12)
          expect(found[name].ratio).toBeCloseTo(pair[1], 12)
        }
        for (const [rate, values] of Object.entries(one.groups)) {
          expect(
            furthest(
              found.groups.map((group) => group[rate as 'accuracy']),
              values,
            ),
          ).toBeLessThan(1e-12)
        }
      }
    }
  })

  it.each(numbers.correlation.map((one, i) => [i, one] as const))('agree with least squares, table %i', (_, one) => {
    const remover = fitCorrelationRemover(matrix(one.x, one.columns), matrix(one.s, one.sensitive, 's'), {
      alpha: one.alpha,
    })
    expect(furthest(remover.coefficients, one.coefficients)).toBeLessThan(1e-9)
    const given = removeCorrelation(remover, matrix(one.new, one.columns), matrix(one.newS, one.sensitive, 's'))
    expect(furthest(given.data, one.transformed)).toBeLessThan(1e-9)
  })

  it.each(numbers.reweighing.map((one, i) => [i, one] as const))(
    'agree with expected over observed, table %i',
    (_, one) => {
      const { weights } = reweighing(coded(one.y), coded(one.s), { sampleWeight: one.w ?? undefined })
      expect(furthest(weights, one.weights)).toBeLessThan(1e-12)
    },
  )

  it.each(numbers.thresholds.map((one, i) => [i, one] as const))(
    'agree with trying all thresholds, table %i',
    (_, one) => {
      const { constraint, tolerance } = one
      const { accuracy, gap } = groupThresholds(one.score, one.y, coded(one.g), { constraint, tolerance })
      expect(accuracy * one.y.length).toBeCloseTo(one.right, 9)
      expect(gap).toBeLessThanOrEqual(tolerance + 1e-9)
    },
  )
})
