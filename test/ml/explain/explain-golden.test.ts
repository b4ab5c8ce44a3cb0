import { describe, expect, it } from 'vitest'
import { matrixColumn } from '../../../src/base/matrix.ts'
import {
  attributionDrift,
  explainModel,
  meanSquaredError,
  partialDependence,
  permutationImportance,
  type Regressor,
  readXgboostModel,
} from '../../../src/ml/index.ts'
import { furthest, golden, matrixOf } from '../tables.ts'

interface Contributions {
  readonly name: string
  readonly model: string
  readonly columns: number
  readonly rows: readonly (number | null)[]
  readonly margins: readonly number[]
  readonly contributions: readonly number[]
}

interface Curve {
  readonly features: readonly [number] | readonly [number, number]
  readonly resolution: number
  readonly grid: readonly (readonly number[])[]
  readonly average: readonly number[]
  readonly individual: readonly number[]
}

interface Golden {
  readonly contributions: readonly Contributions[]
  readonly dependence: {
    readonly model: string
    readonly columns: number
    readonly rows: readonly number[]
    readonly truth: readonly number[]
    readonly curves: readonly Curve[]
    readonly permutation: { readonly repeats: number; readonly means: number[]; readonly deviations: number[] }
  }
  readonly drift: { readonly training: number[][]; readonly live: number[][]; readonly ndcg: number[] }
}

const { contributions, dependence, drift } = golden<Golden>('explain')
const numbers = (values: readonly (number | null)[]) => values.map((value) => value ?? Number.NaN)

describe.each(contributions)('contributions in a model of XGBoost: $name', (example) => {
  const model = readXgboostModel(example.model)
  const rows = matrixOf(numbers(example.rows), example.columns, model.featureNames)
  const explanation = explainModel(model, rows)

  it('are those of pred_contribs to 1e-5 of the margin', () => {
    const { base, contributions: ours, outputs } = explanation
    const width = example.columns
    expect(ours.length).toBe((example.contributions.length / (width + 1)) * width)
    for (let at = 0; at < example.margins.length; at++) {
      const limit = 1e-5 * Math.max(1, Math.abs(example.margins[at]!))
      const theirs = example.contributions.slice(at * (width + 1), (at + 1) * (width + 1))
      const row = [...ours.subarray(at * width, (at + 1) * width), base[at % outputs.length]!]
      expect(furthest(row, theirs)).toBeLessThan(limit)
    }
  })

  it('are told with the margins that Python gives', () => {
    expect(furthest(explanation.raw, example.margins)).toBeLessThan(1e-6)
  })
})

describe('on a model of XGBoost, beside scikit-learn', () => {
  const model = readXgboostModel(dependence.model) as Regressor
  const rows = matrixOf(dependence.rows, dependence.columns, model.featureNames)
  const predict = (features: typeof rows) => model.predict(features)

  it.each(dependence.curves)('partial dependence and curves of $features are the same', (curve) => {
    const names = curve.features.map((j) => model.featureNames[j]!) as unknown as [string]
    const found = partialDependence(rows, predict, names, { resolution: curve.resolution })
    for (const [at, values] of curve.grid.entries()) expect(furthest(found.grid[at]!, values)).toBeLessThan(1e-7)
    // Theirs are singles.
    expect(furthest(found.average, curve.average)).toBeLessThan(2e-6)
    expect(furthest(found.individual, curve.individual)).toBeLessThan(2e-6)
  })

  it('permutation importance is the same but for which way columns are shuffled', () => {
    const truth = Float64Array.from(dependence.truth)
    const { permutation } = dependence
    const found = permutationImportance(rows, (shuffled) => meanSquaredError(truth, predict(shuffled)).value, {
      seed: 3,
      repeats: permutation.repeats,
    })
    for (const [j, { mean, deviation }] of found.features.entries()) {
      // Means of 400 draws on either side: five standard errors of their difference.
      const limit = (5 * permutation.deviations[j]! * Math.SQRT2) / Math.sqrt(permutation.repeats)
      expect(Math.abs(mean - permutation.means[j]!)).toBeLessThanOrEqual(limit)
      expect(Math.abs(deviation - permutation.deviations[j]!)).toBeLessThanOrEqual(0.25 * permutation.deviations[j]!)
    }
    expect(found.features.filter(({ mean }) => mean > 0).length).toBeGreaterThan(3)
  })

  it('gives its rows back as they were', () => {
    expect([...matrixColumn(rows, 0)].slice(0, 3)).toEqual([0, 1, 2].map((i) => dependence.rows[i * 6]))
  })
})

describe('drift of attributions', () => {
  it.each(drift.ndcg.map((ndcg, i) => ({ ndcg, i })))('is scikit-learn’s ndcg_score: $ndcg', ({ ndcg, i }) => {
    expect(attributionDrift(drift.training[i]!, drift.live[i]!).ndcg).toBeCloseTo(ndcg, 12)
  })
})
