import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { ElasticNet, Lasso, LinearRegression, modelFromParts, Ridge, requireRegressor } from '../../../src/ml/index.ts'
import { goldenGroup } from '../../golden/golden-group.ts'
import { furthest, gaussian, golden, matrixOf, rereadParts } from '../tables.ts'

interface LinearCase {
  learner: keyof typeof learners
  columns: number
  options: object
  fitIntercept: boolean
  features: number[]
  values: number[]
  weights: number[] | null
  collinear: boolean
  coefficients: number[]
  intercept: number
  predicted: number[]
}

const sklearn = goldenGroup({
  group: 'learners: linear models',
  source: 'scikit-learn 1.2.1, make-linear-models.py',
  tolerance: 1e-9,
})

const learners = { linearRegression: LinearRegression, ridge: Ridge, lasso: Lasso, elasticNet: ElasticNet }
const random = createRandom(3)
const features = matrixOf(
  Array.from({ length: 200 }, () => gaussian(random)),
  4,
  ['a', 'b', 'c', 'd'],
)
const values = Float64Array.from({ length: 50 }, (_, i) => 3 * features.data[i]! - features.data[50 + i]! + 7)

describe.each(golden<{ cases: LinearCase[] }>('linear-models').cases)('$learner, $columns columns', (given) => {
  it('agrees with scikit-learn', async () => {
    const before = matrixOf(given.features, given.columns)
    const sampleWeight = given.weights === null ? undefined : Float64Array.from(given.weights)
    const options = { ...given.options, fitIntercept: given.fitIntercept, sampleWeight, tol: 1e-14 }
    const model = await learners[given.learner].fit(before, Float64Array.from(given.values), options)
    expect(furthest(model.coefficients, given.coefficients)).toBeLessThan(1e-6)
    sklearn.agree(model.coefficients, given.coefficients)
    sklearn.agree(model.intercept, given.intercept)
    sklearn.agree(model.predict(before).subarray(0, 5), given.predicted)
    if (model instanceof LinearRegression) expect(model.collinear.length > 0).toBe(given.collinear)
  })
})

describe.each(Object.entries(learners))('%s', (_, learner) => {
  it('finds features by name, takes constant columns, and comes back from its file with the same bits', async () => {
    const wide = { ...features, columns: 5, names: [...features.names, 'one'], data: new Float64Array(250).fill(1) }
    wide.data.set(features.data)
    const model = await learner.fit(wide, values, { alpha: 0.001 })
    expect(model.coefficients[4]).toBeCloseTo(0, 12)
    const turned = {
      ...wide,
      names: ['one', 'd', 'c', 'b', 'a', 'z'],
      columns: 6,
      data: Float64Array.from({ length: 300 }, (_, i) =>
        i < 250 ? wide.data[(4 - Math.floor(i / 50)) * 50 + (i % 50)]! : 9,
      ),
    }
    expect(model.predict(turned)).toEqual(model.predict(wide))
    const read = requireRegressor(modelFromParts(rereadParts(model)))
    expect(read).toEqual(model)
    expect(read.predict(wide)).toEqual(model.predict(wide))
    expect(() => model.predict(features)).toThrow(expect.objectContaining({ code: 'E_ML_FEATURES' }))
  })

  it('counts a row of weight 2 as two rows, and a row of weight 0 as none', async () => {
    const sampleWeight = new Float64Array(50).fill(1).fill(2, 0, 5).fill(0, 45)
    const rows = [...Array(45).keys(), 0, 1, 2, 3, 4]
    const pick = (at: (i: number) => number) => Float64Array.from(rows, at)
    const data = new Float64Array(200)
    for (let j = 0; j < 4; j++)
      data.set(
        pick((i) => features.data[j * 50 + i]!),
        j * 50,
      )
    const one = await learner.fit(features, values, { alpha: 0.01, sampleWeight, tol: 1e-14 })
    const other = await learner.fit(
      { ...features, data },
      pick((i) => values[i]!),
      { alpha: 0.01, tol: 1e-14 },
    )
    expect(furthest(one.coefficients, other.coefficients)).toBeLessThan(1e-9)
  })

  it('refuses what it cannot learn from, by code', async () => {
    const refused = (x: typeof features, y: Float64Array, options = {}) =>
      learner.fit(x, y, options).then(
        () => '',
        (error) => error.code,
      )
    expect(await refused(features, values.with(3, Number.NaN))).toBe('E_ML_NOT_FINITE')
    expect(await refused(features, values.with(3, Number.POSITIVE_INFINITY))).toBe('E_ML_NOT_FINITE')
    expect(await refused({ ...features, data: features.data.with(7, Number.NaN) }, values)).toBe('E_ML_NOT_FINITE')
    expect(await refused(features, values.subarray(1))).toBe('E_ML_SHAPE')
    expect(await refused({ ...features, rows: 0, data: new Float64Array() }, new Float64Array())).toBe('E_ML_EMPTY')
    expect(await refused(features, values, { sampleWeight: new Float64Array(50) })).toBe('E_ML_EMPTY')
    expect(await refused(features, values, { sampleWeight: new Float64Array(50).fill(-1) })).toBe('E_ML_PARAMETER')
    if (learner !== LinearRegression) expect(await refused(features, values, { alpha: -1 })).toBe('E_ML_PARAMETER')
    const stopped = learner.fit(features, values, { signal: AbortSignal.abort(new Error('enough')) })
    await expect(stopped).rejects.toThrow('enough')
  })
})

it('says when coordinate descent has not come to an end', async () => {
  const data = features.data.slice()
  for (let i = 0; i < 50; i++) data[150 + i] = data[i]! + 1e-6 * data[100 + i]!
  const close = Lasso.fit({ ...features, data }, values, { alpha: 1e-9, maxIter: 1, tol: 1e-15 })
  await expect(close).rejects.toMatchObject({ code: 'E_ML_CONVERGENCE' })
  await expect(ElasticNet.fit(features, values, { l1Ratio: 2 })).rejects.toMatchObject({ code: 'E_ML_PARAMETER' })
})

it('learns more columns than products are made for from the residuals, to the same end', async () => {
  const rows = 30
  const wide = (columns: number) => ({
    rows,
    columns,
    names: Array.from({ length: columns }, (_, j) => `x${j}`),
    data: Float64Array.from({ length: rows * columns }, (_, i) => (i < rows * 5 ? ((i * 7919) % 101) / 50 : 0)),
  })
  const y = Float64Array.from({ length: rows }, (_, i) => wide(5).data[i]! * 2 + i / 30)
  const few = await Lasso.fit(wide(5), y, { alpha: 0.01, tol: 1e-14 })
  const many = await Lasso.fit(wide(1001), y, { alpha: 0.01, tol: 1e-14 })
  expect(furthest(many.coefficients.subarray(0, 5), few.coefficients)).toBeLessThan(1e-8)
})
