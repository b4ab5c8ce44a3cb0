import { describe, expect, it } from 'vitest'
import type { Matrix } from '../../../src/base/matrix.ts'
import { createRandom } from '../../../src/base/random.ts'
import { type ClassWeight, LogisticRegression, type Penalty } from '../../../src/ml/index.ts'
import { goldenGroup } from '../../golden/golden-group.ts'
import { classifierFrom, furthest, gaussian, golden, labelsOf, matrixOf, pickRows, shuffled } from '../tables.ts'

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

interface PenaltyCase extends Omit<LogisticCase, 'classWeight' | 'probabilities'> {
  penalty: Penalty
  l1Ratio: number | null
  fitIntercept: boolean
  weights: number[]
  objective: number
}

const sklearn = goldenGroup({
  group: 'learners: logistic regression',
  source: 'scikit-learn 1.2.1, make-logistic.py',
  tolerance: 1e-7,
  reason: 'both stop at a gradient that is not quite 0',
})

const { cases, penalties } = golden<{ cases: LogisticCase[]; penalties: PenaltyCase[] }>('logistic')
const random = createRandom(1)
const features = matrixOf(
  Array.from({ length: 100 * 3 }, (_, i) => gaussian(random) * (i % 3 === 2 ? 100 : 1) + (i % 3 === 2 ? 1500 : 0)),
  3,
)
const labels = labelsOf(
  Array.from({ length: 100 }, (_, i) => (features.data[i]! + gaussian(random) > 0 ? 'won' : i % 3 ? 'lost' : 'draw')),
)

describe('LogisticRegression', () => {
  it.each(cases)('agrees with scikit-learn, case %#', async (given) => {
    const before = matrixOf(given.features, given.columns)
    const { C, classWeight, classes } = given
    const model = await LogisticRegression.fit(before, labelsOf(given.labels, classes), { C, classWeight })
    const own = classes.length === 2 ? model.coefficients.subarray(given.columns) : model.coefficients
    const intercepts = classes.length === 2 ? model.intercepts.subarray(1) : model.intercepts
    expect(furthest(own, given.coefficients)).toBeLessThan(1e-8)
    sklearn.agree(own, given.coefficients)
    sklearn.agree(intercepts, given.intercepts)
    const first = pickRows(
      before,
      Array.from({ length: 10 }, (_, i) => i),
    )
    sklearn.agree(model.predictProbability(first).data, given.probabilities)
    expect(furthest(model.predictProbability(first).data, given.probabilities)).toBeLessThan(1e-8)
  })

  it.each(penalties)('reaches the objective with the penalty $penalty, case %#', async (given) => {
    const before = matrixOf(given.features, given.columns)
    const names = labelsOf(given.labels, given.classes)
    const { C, penalty, l1Ratio, fitIntercept, columns } = given
    const sampleWeight = Float64Array.from(given.weights)
    const options = { C, penalty, l1Ratio: l1Ratio ?? undefined, fitIntercept, sampleWeight }
    const solvers = penalty === 'l2' || penalty === 'none' ? (['newton', 'lbfgs'] as const) : (['auto'] as const)
    for (const solver of solvers) {
      const model = await LogisticRegression.fit(before, names, { ...options, solver })
      const own = given.classes.length === 2 ? model.coefficients.subarray(columns) : model.coefficients
      const intercepts = given.classes.length === 2 ? model.intercepts.subarray(1) : model.intercepts
      expect(objective(model, before, names.codes, given) / given.objective - 1).toBeLessThan(1e-9)
      expect(furthest(own, given.coefficients)).toBeLessThan(2e-5)
      expect(furthest(centred(intercepts), centred(given.intercepts))).toBeLessThan(2e-5)
      const zeros = (values: ArrayLike<number>) => Array.from(values).filter((value) => value === 0).length
      if (penalty === 'l1') expect(zeros(own)).toBe(zeros(given.coefficients.map((c) => (Math.abs(c) < 1e-9 ? 0 : c))))
    }
  })

  it('gives probabilities that sum to 1 and follow their rows', async () => {
    const model = await LogisticRegression.fit(features, labels)
    const { data } = model.predictProbability(features)
    for (let i = 0; i < 100; i++) expect(data[3 * i]! + data[3 * i + 1]! + data[3 * i + 2]!).toBeCloseTo(1, 12)
    const order = shuffled(100, random)
    expect(Array.from(model.predictProbability(pickRows(features, order)).data)).toEqual(
      order.flatMap((row) => Array.from(data.subarray(3 * row, 3 * row + 3))),
    )
  })

  it('meets the optimum: the mean probability of each class is its frequency', async () => {
    const { data } = (await LogisticRegression.fit(features, labels)).predictProbability(features)
    for (const k of [0, 1, 2]) {
      const mean = data.filter((_, i) => i % 3 === k).reduce((sum, p) => sum + p, 0) / 100
      expect(mean).toBeCloseTo(labels.codes.filter((code) => code === k).length / 100, 9)
    }
  })

  it('does not depend on the units of the features when it standardises', async () => {
    const scaled = { ...features, data: features.data.map((value, i) => (i < 100 ? value * 1e4 - 7 : value)) }
    const one = (await LogisticRegression.fit(features, labels, { standardize: true })).predictProbability(
      features,
    ).data
    const other = (await LogisticRegression.fit(scaled, labels, { standardize: true })).predictProbability(scaled).data
    expect(furthest(one, other)).toBeLessThan(1e-9)
    const plain = await LogisticRegression.fit(features, labels)
    expect(furthest(plain.predictProbability(features).data, one)).toBeGreaterThan(1e-4)
  })

  it('counts a row of weight 2 as two rows', async () => {
    const twice = pickRows(features, [...Array(100).keys(), 0, 1, 2])
    const more = { ...labels, codes: Int32Array.from([...labels.codes, ...labels.codes.subarray(0, 3)]) }
    const sampleWeight = new Float64Array(100).fill(1).fill(2, 0, 3)
    const one = (await LogisticRegression.fit(features, labels, { sampleWeight })).coefficients
    expect(furthest(one, (await LogisticRegression.fit(twice, more)).coefficients)).toBeLessThan(1e-8)
  })

  it('converges on separable rows, on constant columns, and on more columns than rows', async () => {
    const separable = matrixOf([1, 0, 2, 0, 3, 0, 4, 0], 2)
    const model = await LogisticRegression.fit(separable, labelsOf(['a', 'a', 'b', 'b']), { C: 1000 })
    expect(model.predictProbability(separable).data[0]).toBeGreaterThan(0.95)
    expect(model.coefficients[3]).toBeCloseTo(0, 10)
    const wide = { ...features, rows: 5, columns: 60, names: Array.from({ length: 60 }, (_, j) => `${j}`) }
    const few = labelsOf(['a', 'b', 'c', 'a', 'b'])
    expect((await LogisticRegression.fit(wide, few, { standardize: true })).coefficients.every(Number.isFinite)).toBe(
      true,
    )
  })

  it('gives a class without training rows probability 0', async () => {
    const two = { classes: ['draw', 'none', 'won'], codes: labels.codes.map((code) => (code === 1 ? 0 : code)) }
    const { data } = (await LogisticRegression.fit(features, two)).predictProbability(features)
    expect(data.filter((_, i) => i % 3 === 1).every((p) => p === 0)).toBe(true)
  })

  it('comes back from JSON with the same predictions to the last bit', async () => {
    const model = await LogisticRegression.fit(features, labels, { standardize: true })
    const read = classifierFrom(model)
    expect(read.predictProbability(features)).toEqual(model.predictProbability(features))
  })

  it('gives the same bits for any number of threads, with kernels that work and with arrays of singles', async () => {
    const rows = 40_000
    const data = Float32Array.from({ length: rows * 30 }, () => gaussian(random))
    const wide = { rows, columns: 30, names: Array.from({ length: 30 }, (_, j) => `x${j}`), data }
    const codes = Int32Array.from({ length: rows }, (_, i) => Number(data[i]! + gaussian(random) > 0))
    const models = []
    for (const threads of [1, 2, 3, 4]) {
      models.push(await LogisticRegression.fit(wide, { classes: ['no', 'yes'], codes }, { threads, tol: 1e-6 }))
    }
    for (const model of models) expect(model.coefficients).toEqual(models[0]!.coefficients)
    const doubles = { ...wide, data: Float64Array.from(data) }
    const model = await LogisticRegression.fit(doubles, { classes: ['no', 'yes'], codes }, { threads: 1, tol: 1e-6 })
    expect(model.coefficients).toEqual(models[0]!.coefficients)
  })

  it('can be cancelled, and says how far it is', async () => {
    const heard: number[] = []
    await LogisticRegression.fit(features, labels, { progress: (done, total) => heard.push(done / total) })
    expect(heard.at(-1)).toBe(1)
    const cancel = new AbortController()
    const fitting = LogisticRegression.fit(features, labels, {
      signal: cancel.signal,
      solver: 'lbfgs',
      progress: () => cancel.abort(new Error('enough')),
    })
    await expect(fitting).rejects.toThrow('enough')
  })

  it.each([
    [{ penalty: 'elasticnet' }, 'l1Ratio is undefined'],
    [{ l1Ratio: 0.5 }, 'l1Ratio is 0.5'],
    [{ penalty: 'L1' }, 'penalty is "L1"'],
    [{ penalty: 'l1', solver: 'lbfgs' }, 'solver is lbfgs'],
    [{ tol: 0 }, 'tol is 0'],
    [{ maxIter: 1.5 }, 'maxIter is 1.5'],
  ])('refuses %j', async (options, message) => {
    const refused = LogisticRegression.fit(features, labels, options as never)
    await expect(refused).rejects.toMatchObject({ code: 'E_ML_PARAMETER', message: expect.stringContaining(message) })
  })

  it('refuses one class, missing values and a bad C by code', async () => {
    const alone = { classes: ['a', 'b'], codes: new Int32Array(100) }
    await expect(LogisticRegression.fit(features, alone)).rejects.toMatchObject({ code: 'E_ML_ONE_CLASS' })
    await expect(LogisticRegression.fit(features, labels, { C: 0 })).rejects.toMatchObject({ code: 'E_ML_PARAMETER' })
    await expect(LogisticRegression.fit(features, labels, { maxIter: 1 })).rejects.toMatchObject({
      code: 'E_ML_CONVERGENCE',
    })
    const holed = { ...features, data: features.data.with(5, Number.NaN) }
    await expect(LogisticRegression.fit(holed, labels)).rejects.toMatchObject({ code: 'E_ML_NOT_FINITE' })
    const huge = { ...features, data: features.data.map((value) => value * 1e300) }
    await expect(LogisticRegression.fit(huge, labels)).rejects.toMatchObject({ code: 'E_ML_CONVERGENCE' })
  })
})

/** With three classes the intercepts are free up to one number that is added to all. */
function centred(values: ArrayLike<number>): number[] {
  const mean = values.length === 1 ? 0 : Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
  return Array.from(values, (value) => value - mean)
}

/** The formula again, term by term. */
function objective(model: LogisticRegression, x: Matrix, codes: Int32Array, given: PenaltyCase): number {
  const { data } = model.predictProbability(x)
  const k = model.classes.length
  let value = 0
  for (let i = 0; i < x.rows; i++) value -= given.C * given.weights[i]! * Math.log(data[i * k + codes[i]!]!)
  if (given.penalty === 'none') return value
  const share = { l1: 1, l2: 0, elasticnet: given.l1Ratio ?? 0 }[given.penalty]
  for (const beta of model.coefficients) value += share * Math.abs(beta) + ((1 - share) / 2) * beta * beta
  return value
}
