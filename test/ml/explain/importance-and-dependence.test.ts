import { describe, expect, it } from 'vitest'
import type { Matrix } from '../../../src/base/matrix.ts'
import { createRandom } from '../../../src/base/random.ts'
import {
  attributionDrift,
  centerCurves,
  dependenceGrid,
  interactionStrength,
  partialDependence,
  permutationImportance,
  sampledShap,
} from '../../../src/ml/index.ts'
import { codeOf, furthest, matrixOf } from '../tables.ts'

const random = createRandom(9)
const rows = matrixOf(
  Array.from({ length: 40 * 3 }, () => random.next() * 2 - 1),
  3,
  ['a', 'b', 'c'],
)
const at = ({ data, rows: count }: Matrix, i: number, j: number) => data[j * count + i]!
/** A sum of what a formula gives of each row's three values. */
const predictor = (formula: (a: number, b: number, c: number) => number) => (given: Matrix) =>
  Float64Array.from({ length: given.rows }, (_, i) => formula(at(given, i, 0), at(given, i, 1), at(given, i, 2)))

describe('permutation importance', () => {
  const predict = predictor((a, b) => a + b / 10)
  const truth = predict(rows)
  const losses = (given: Matrix) => {
    const perRow = predict(given).map((value, i) => (value - truth[i]!) ** 2)
    return { value: perRow.reduce((sum, loss) => sum + loss, 0) / perRow.length, perRow }
  }

  it('is the mean loss over all pairs of rows, on average over shuffles', () => {
    const { features, baseline, intervalOver } = permutationImportance(rows, losses, { seed: 1, repeats: 1500 })
    expect({ baseline, intervalOver }).toEqual({ baseline: 0, intervalOver: 'rows' })
    let expected = 0
    for (let i = 0; i < 40; i++) {
      for (let other = 0; other < 40; other++) expected += (at(rows, i, 0) - at(rows, other, 0)) ** 2 / 1600
    }
    expect(Math.abs(features[0]!.mean - expected)).toBeLessThan((5 * features[0]!.deviation) / Math.sqrt(1500))
    expect(features[1]!.mean).toBeLessThan(features[0]!.mean / 50)
    expect(features[2]).toEqual({ name: 'c', mean: 0, deviation: 0, lower: 0, upper: 0 })
    expect(features[0]!.lower).toBeLessThan(features[0]!.mean)
    expect(features[0]!.upper).toBeGreaterThan(features[0]!.mean)
  })

  it('of a metric that is better when higher is what it falls by', () => {
    const score = (given: Matrix) => -losses(given).value
    const found = permutationImportance(rows, score, { seed: 1, higherIsBetter: true })
    const loss = permutationImportance(rows, losses, { seed: 1 })
    expect(found.intervalOver).toBe('repeats')
    expect(
      furthest(
        found.features.map(({ mean }) => mean),
        loss.features.map(({ mean }) => mean),
      ),
    ).toBeLessThan(1e-12)
    const [first] = found.features
    expect(first!.lower <= first!.mean && first!.mean <= first!.upper).toBe(true)
  })

  it('does not depend on which other columns there are', () => {
    const swapped = matrixOf(Array.from({ length: 40 }, (_, i) => [at(rows, i, 2), at(rows, i, 0)]).flat(), 2, [
      'c',
      'a',
    ])
    const judge = (place: number) => (given: Matrix) =>
      Array.from({ length: 40 }, (_, i) => (at(given, i, place) - at(rows, i, 0)) ** 2).reduce((a, b) => a + b)
    expect(permutationImportance(swapped, judge(1), { seed: 4 }).features[1]).toEqual(
      permutationImportance(rows, judge(0), { seed: 4 }).features[0],
    )
  })

  it('refuses bad options and a metric that is no number', () => {
    expect(codeOf(() => permutationImportance(rows, losses, { seed: 1, repeats: 0 }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => permutationImportance(rows, losses, { seed: 1, level: 1 }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => permutationImportance(rows, () => Number.NaN, { seed: 1 }))).toBe('E_ML_NOT_FINITE')
    expect(
      codeOf(() => permutationImportance({ ...rows, rows: 0, data: new Float64Array() }, losses, { seed: 1 })),
    ).toBe('E_ML_EMPTY')
  })
})

describe('partial dependence', () => {
  const predict = predictor((a, b, c) => 2 * a + b * c)

  it('of a sum is the part of the feature, and curves of a product part', () => {
    const ofA = centerCurves(partialDependence(rows, predict, ['a'], { resolution: 5 }))
    const [grid] = ofA.grid
    expect(
      furthest(
        ofA.average,
        grid!.map((a) => 2 * (a - grid![0]!)),
      ),
    ).toBeLessThan(1e-12)
    expect(furthest(ofA.individual.subarray(35, 40), ofA.average)).toBeLessThan(1e-12)
    const ofB = centerCurves(partialDependence(rows, predict, ['b'], { resolution: 5 }))
    const last = ofB.individual.filter((_, i) => i % 5 === 4)
    expect(Math.max(...last) - Math.min(...last)).toBeGreaterThan(1)
  })

  it('of categories asks for each, and skips what is missing', () => {
    const codes = { ...rows, data: rows.data.map((value, i) => (i < 40 ? (i % 7 === 6 ? Number.NaN : i % 7) : value)) }
    const { grid } = partialDependence(codes, predict, ['a'], { resolution: 3, categorical: ['a'] })
    expect([...grid[0]!]).toEqual([0, 1, 2, 3, 4, 5])
    expect(partialDependence(codes, predict, ['a'], { resolution: 3 }).grid[0]).toHaveLength(3)
  })

  it('takes the whole range where both quantiles are the same', () => {
    const column = Float64Array.from({ length: 200 }, (_, i) => (i < 5 ? i : 7))
    expect([...dependenceGrid(column, { resolution: 3 })]).toEqual([0, 3.5, 7])
    expect([...dependenceGrid(Float64Array.of(3, 3, 3), { resolution: 2 })]).toEqual([3])
  })

  it('refuses unknown features, empty ones and bad options', () => {
    const empty = { ...rows, data: rows.data.map((value, i) => (i < 40 ? Number.NaN : value)) }
    expect(codeOf(() => partialDependence(rows, predict, ['d']))).toBe('E_ML_FEATURES')
    expect(codeOf(() => partialDependence(rows, predict, ['a', 'a']))).toBe('E_ML_FEATURES')
    expect(codeOf(() => partialDependence(empty, predict, ['a']))).toBe('E_ML_EMPTY')
    expect(codeOf(() => partialDependence(rows, predict, ['a'], { resolution: 1 }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => partialDependence(rows, predict, ['a'], { percentiles: [0.9, 0.1] }))).toBe('E_ML_PARAMETER')
  })

  it('tells features that act together from those that add up', () => {
    expect(interactionStrength(rows, predict, 'a', 'b')).toBeLessThan(1e-20)
    expect(
      interactionStrength(
        rows,
        predictor((_, b, c) => b * c),
        'b',
        'c',
      ),
    ).toBeGreaterThan(0.7)
    expect(
      interactionStrength(
        rows,
        predictor((a) => a),
        'b',
        'c',
      ),
    ).toBeNaN()
    expect(codeOf(() => interactionStrength(rows, predict, 'a', 'x'))).toBe('E_ML_FEATURES')
  })
})

describe('sampled Shapley values', () => {
  const background = {
    ...rows,
    rows: 10,
    data: Float64Array.from({ length: 30 }, (_, p) => at(rows, p % 10, Math.floor(p / 10))),
  }
  const one: Matrix = { ...rows, rows: 1, data: Float64Array.of(0.3, -0.8, 0.9) }
  const mean = (j: number) => Array.from({ length: 10 }, (_, i) => at(background, i, j)).reduce((a, b) => a + b, 0) / 10

  it('are exact where features interact in pairs at most', () => {
    const { contributions, standardError } = sampledShap(
      predictor((a, b, c) => 2 * a + b * c),
      rows.names,
      one,
      background,
      {
        seed: 1,
      },
    )
    expect(contributions[0]).toBeCloseTo(2 * (0.3 - mean(0)), 12)
    // Of a product: half of what each change does while the other is known, half while it is not, over the background.
    const half = (of: number, to: number, other: number, known: number) =>
      Array.from(
        { length: 10 },
        (_, i) => ((to - at(background, i, of)) * (known + at(background, i, other))) / 2,
      ).reduce((x, y) => x + y, 0) / 10
    expect(contributions[1]).toBeCloseTo(half(1, -0.8, 2, 0.9), 12)
    expect(contributions[2]).toBeCloseTo(half(2, 0.9, 1, -0.8), 12)
    expect(standardError).toBeGreaterThan(0)
  })

  it('come nearer to brute force with more rounds', () => {
    const predict = predictor((a, b, c) => (a > 0 && b < 0 && c > 0 ? 1 : 0) + a * b)
    const worth = (mask: number) => {
      const mixed = {
        ...background,
        data: background.data.map((value, p) =>
          (mask >> Math.floor(p / 10)) & 1 ? one.data[Math.floor(p / 10)]! : value,
        ),
      }
      return predict(mixed).reduce((sum, value) => sum + value, 0) / 10
    }
    const exact = [0, 1, 2].map((j) => {
      const others = [0, 1, 2].filter((k) => k !== j).map((k) => 1 << k) as [number, number]
      const gain = (mask: number) => worth(mask | (1 << j)) - worth(mask)
      return gain(0) / 3 + gain(others[0]) / 6 + gain(others[1]) / 6 + gain(others[0] | others[1]) / 3
    })
    const errors = [1, 200].map((rounds) =>
      furthest(sampledShap(predict, rows.names, one, background, { seed: 2, rounds }).contributions, exact),
    )
    expect(errors[1]).toBeLessThan(0.005)
    expect(errors[1]).toBeLessThan(errors[0]!)
    expect(codeOf(() => sampledShap(predict, rows.names, one, background, { seed: 2, rounds: 0 }))).toBe(
      'E_ML_PARAMETER',
    )
  })
})

describe('drift of attributions', () => {
  it('gives the number of the documentation', () => {
    const { ndcg, drifted } = attributionDrift([0.7, 0.5, 0.05], [0.05, 0.5, 0.7])
    expect(ndcg).toBeCloseTo(0.6876, 4)
    expect(drifted).toBe(true)
    expect(attributionDrift([0.7, 0.5, 0.05], [7, 5, 2])).toEqual({ ndcg: 1, threshold: 0.9, drifted: false })
  })

  it('gives tied features the mean of their gains, in whatever order they come', () => {
    const expected = (0.6 + 0.6 / Math.log2(3) + 0.05 / 2) / (0.7 + 0.5 / Math.log2(3) + 0.05 / 2)
    expect(attributionDrift([0.7, 0.5, 0.05], [3, 3, 1]).ndcg).toBeCloseTo(expected, 12)
    expect(attributionDrift([0.5, 0.7, 0.05], [3, 3, 1]).ndcg).toBeCloseTo(expected, 12)
  })

  it('refuses what has no order', () => {
    expect(codeOf(() => attributionDrift([1, 2], [1]))).toBe('E_ML_SHAPE')
    expect(codeOf(() => attributionDrift([], []))).toBe('E_ML_EMPTY')
    expect(codeOf(() => attributionDrift([0, 0], [1, 2]))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => attributionDrift([1, -1], [1, 2]))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => attributionDrift([1, Number.NaN], [1, 2]))).toBe('E_ML_NOT_FINITE')
  })
})
