import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import * as ml from '../../../src/ml/index.ts'
import { createMersenneTwister } from '../../../src/ml/resample/mersenne-twister.ts'
import { failure, furthest, gaussian, golden, labelsOf, matrixOf, rowMajor } from '../tables.ts'

const random = createRandom(21)
const names = Array.from({ length: 160 }, (_, i) => (i % 8 === 0 ? 'rare' : i % 8 < 3 ? 'some' : 'most'))
const shift = { rare: 1, some: 0.5, most: 0 } as Record<string, number>
const features = matrixOf(
  names.flatMap((name) => [gaussian(random) + shift[name]!, gaussian(random), random.integer(3), gaussian(random)]),
  4,
)
const nominals = { ...features, data: features.data.map((value) => Math.round(value)) }
const labels = labelsOf(names, ['most', 'rare', 'some'])
type Ml = typeof ml
type Options = { threads?: number; signal?: AbortSignal }

const methods: Record<string, (room: Ml, options: Options, x?: ml.Matrix, y?: ml.Labels) => Promise<ml.Resampled>> = {
  smote: (room, options, x = features, y = labels) => room.smote(x, y, { seed: 3, ...options }),
  smotenc: (room, options, x = features, y = labels) => room.smotenc(x, y, { seed: 3, nominal: ['x2'], ...options }),
  smoten: (room, options, x = nominals, y = labels) => room.smoten(x, y, { seed: 3, ...options }),
  borderlineSmote: (room, options, x = features, y = labels) => room.borderlineSmote(x, y, { seed: 3, ...options }),
  borderlineSmote2: (room, options, x = features, y = labels) =>
    room.borderlineSmote(x, y, { seed: 3, kind: 'borderline-2', ...options }),
  adasyn: (room, options, x = features, y = labels) => room.adasyn(x, y, { seed: 3, ...options }),
  tomekLinks: (room, options, x = features, y = labels) => room.tomekLinks(x, y, options),
  editedNearestNeighbours: (room, options, x = features, y = labels) => room.editedNearestNeighbours(x, y, options),
  smoteEnn: (room, options, x = features, y = labels) => room.smoteEnn(x, y, { seed: 3, ...options }),
  smoteTomek: (room, options, x = features, y = labels) => room.smoteTomek(x, y, { seed: 3, ...options }),
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

describe.each(Object.entries(methods))('%s', (name, run) => {
  it('gives the same rows three times, in 1 to 4 threads and without kernels', async () => {
    const alone = await run(ml, { threads: 1 })
    for (const threads of [1, 1, 2, 3, 4]) expect(await run(ml, { threads })).toEqual(alone)
    vi.stubEnv('MILLRACE_KERNELS', 'off')
    vi.resetModules()
    expect(await run(await import('../../../src/ml/index.ts'), {})).toEqual(alone)
  })

  it('refuses gaps, infinities, one class and too few rows', async () => {
    const hole = { ...features, data: features.data.map((value, i) => (i === 4 ? Number.NaN : value)) }
    const wild = { ...features, data: features.data.map((value, i) => (i === 4 ? Number.NEGATIVE_INFINITY : value)) }
    expect(await failure(() => run(ml, {}, hole))).toBe('E_ML_NOT_FINITE')
    expect(await failure(() => run(ml, {}, wild))).toBe('E_ML_NOT_FINITE')
    expect(await failure(() => run(ml, {}, features, labelsOf(names.map(() => 'a'))))).toBe('E_ML_ONE_CLASS')
    const two = labelsOf(['a', 'b'])
    const small = matrixOf([1, 2, 3, 4, 5, 6, 7, 8], 4)
    // Two rows of different classes are each other's nearest: a Tomek link, of which the row of the larger class goes.
    if (name !== 'tomekLinks') {
      const asked = matrixOf([...rowMajor(small), 9, 9, 9, 9], 4)
      expect(await failure(() => run(ml, {}, asked, labelsOf(['a', 'b', 'b'])))).toBe('E_SMOTE_NEIGHBORS')
    } else expect((await run(ml, {}, small, two)).features.rows).toBe(1)
    expect(await failure(() => run(ml, {}, small, labels))).toBe('E_ML_SHAPE')
  })

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(run(ml, { signal })).rejects.toThrow('enough')
  })
})

describe('sampling strategies', () => {
  it('may be functions of the counts', async () => {
    const samplingStrategy = (counts: Readonly<Record<string, number>>) => ({ rare: counts.rare! + 7 })
    expect((await ml.smote(features, labels, { seed: 1, samplingStrategy })).features.rows).toBe(167)
    const half = (counts: Readonly<Record<string, number>>) => ({ most: counts.most! / 2 })
    expect(ml.randomUnderSampler(features, labels, { seed: 1, samplingStrategy: half }).features.rows).toBe(110)
  })

  it('say what was meant instead', async () => {
    const typo = ml.smote(features, labels, { seed: 1, samplingStrategy: { rear: 50 } })
    await expect(typo).rejects.toMatchObject({ code: 'E_ML_LABEL', hint: 'Did you mean "rare"?' })
    const unknown = ml.tomekLinks(features, labels, { samplingStrategy: 'minority' as never })
    await expect(unknown).rejects.toMatchObject({
      code: 'E_ML_PARAMETER',
      hint: expect.stringContaining('notMinority'),
    })
    const listed = ml.editedNearestNeighbours(features, labels, { samplingStrategy: ['mots'] })
    await expect(listed).rejects.toMatchObject({ code: 'E_ML_LABEL', hint: 'Did you mean "most"?' })
  })

  it('of under-sampling take away only', async () => {
    const run = (samplingStrategy: ml.UnderSamplingStrategy, y = labels) =>
      failure(() => ml.randomUnderSampler(features, y, { seed: 1, samplingStrategy }))
    expect(await run({ rare: 21 })).toBe('E_ML_PARAMETER')
    expect(await run({ rare: -1 })).toBe('E_ML_PARAMETER')
    expect(await run(0.5)).toBe('E_ML_PARAMETER')
    const two = labelsOf(names.map((name) => (name === 'rare' ? 'b' : 'a')))
    expect(await run(0.01, two)).toBe('E_ML_PARAMETER')
    const half = ml.randomUnderSampler(features, two, { seed: 1, samplingStrategy: 0.5 })
    expect(half.counts.map(({ after }) => after)).toEqual([40, 20])
  })

  it('of over-sampling that would make nothing are errors', async () => {
    const two = labelsOf(names.map((name) => (name === 'rare' ? 'b' : 'a')))
    expect(await failure(() => ml.smote(features, two, { seed: 1, samplingStrategy: 0.1 }))).toBe('E_ML_PARAMETER')
    // 3 rows fall to 20, none to any of them.
    expect(await failure(() => ml.adasyn(features, two, { seed: 1, samplingStrategy: { b: 21 } }))).toBe(
      'E_ML_PARAMETER',
    )
    const apart = matrixOf(
      names.flatMap((name) => [name === 'rare' ? 1000 + random.next() : random.next()]),
      1,
    )
    await expect(ml.adasyn(apart, two, { seed: 1 })).rejects.toThrow('No row of "b" has a neighbour of another class')
    // No row is in danger: the class does not grow, and the counts say so.
    const safe = await ml.borderlineSmote(apart, two, { seed: 1 })
    expect(safe.counts).toEqual([
      { class: 'a', before: 140, after: 140 },
      { class: 'b', before: 20, after: 20 },
    ])
  })
})

describe('smoten', () => {
  it('makes only values that the class has, row by row the commonest of a neighbourhood', async () => {
    const { features: made, labels: after, origin } = await ml.smoten(nominals, labels, { seed: 2, kNeighbors: 4 })
    for (let i = 160; i < made.rows; i++) {
      expect(origin[i]).toBe(-1)
      for (let j = 0; j < 4; j++) {
        const own = Array.from(labels.codes.keys()).filter((row) => labels.codes[row] === after.codes[i])
        expect(own.map((row) => nominals.data[j * 160 + row])).toContain(made.data[j * made.rows + i])
      }
    }
  })

  it("follows imbalanced-learn's example: values that go with a class stay with it", async () => {
    const letters = matrixOf([...Array(10).fill(1), ...Array(20).fill(2), ...Array(30).fill(3)], 1)
    const y = labelsOf(Array.from({ length: 60 }, (_, i) => (i < 20 ? '0' : '1')))
    const made = await ml.smoten(letters, y, { seed: 0 })
    expect(made.counts.map(({ after }) => after)).toEqual([40, 40])
    const added = Array.from(made.features.data.subarray(60))
    expect(new Set(added)).toEqual(new Set([1, 2]))
  })
})

describe('copies', () => {
  it('are the same each time, and without kernels', async () => {
    const draw = (room: Ml) => [
      room.randomOverSampler(features, labels, { seed: 4, shrinkage: 0.5 }),
      room.randomUnderSampler(features, labels, { seed: 4, replacement: true }),
    ]
    const first = draw(ml)
    for (let again = 0; again < 2; again++) expect(draw(ml)).toEqual(first)
    vi.stubEnv('MILLRACE_KERNELS', 'off')
    vi.resetModules()
    expect(draw(await import('../../../src/ml/index.ts'))).toEqual(first)
  })

  it('carry the number of the row that they copy', () => {
    const { features: made, origin, synthetic } = ml.randomOverSampler(features, labels, { seed: 4 })
    expect(Array.from(origin.subarray(0, 160))).toEqual(Array.from({ length: 160 }, (_, i) => i))
    expect(synthetic.indexOf(1)).toBe(160)
    for (let i = 160; i < made.rows; i++) expect(made.data[i]).toBe(features.data[origin[i]!])
  })

  it('may have gaps, unless they get noise', async () => {
    const hole = { ...features, data: features.data.map((value, i) => (i === 8 ? Number.NaN : value)) }
    expect(ml.randomOverSampler(hole, labels, { seed: 4 }).features.rows).toBe(300)
    expect(await failure(() => ml.randomOverSampler(hole, labels, { seed: 4, shrinkage: 1 }))).toBe('E_ML_NOT_FINITE')
    expect(ml.randomUnderSampler(hole, labels, { seed: 4 }).features.rows).toBe(60)
  })

  it('get the noise that NumPy draws, to rounding', () => {
    const { noise } = golden<{ noise: number[] }>('resample')
    const { features: table, labels: y } = drawn()
    const made = ml.randomOverSampler(table, y, { seed: 5, shrinkage: 0.7 })
    const values = rowMajor(made.features).slice(table.rows * table.columns, (table.rows + 5) * table.columns)
    expect(furthest(values, noise)).toBeLessThan(1e-12)
    expect(Array.from(made.origin.subarray(table.rows))).toEqual(Array(made.features.rows - table.rows).fill(-1))
  })

  it('need a factor for each class that grows', async () => {
    const run = (shrinkage: number | Record<string, number>) =>
      failure(() => ml.randomOverSampler(features, labels, { seed: 4, shrinkage }))
    expect(await run(-1)).toBe('E_ML_PARAMETER')
    expect(await run({ rare: 1 })).toBe('E_ML_PARAMETER')
    expect(await run({ rare: 1, some: 0 })).toBe('')
  })
})

it("shuffles and draws normal numbers as NumPy's RandomState", () => {
  const { random: expected } = golden<{
    random: { permutation: number[]; shuffled: number[]; normal: number[]; after: number[] }
  }>('resample')
  const twister = createMersenneTwister(7)
  expect(Array.from(twister.permutation(20))).toEqual(expected.permutation)
  expect(twister.shuffle([3, 1, 4, 1, 5, 9, 2, 6])).toEqual(expected.shuffled)
  expect(
    furthest(
      expected.normal.map(() => twister.normal()),
      expected.normal,
    ),
  ).toBeLessThan(1e-14)
  expect(expected.after.map(() => twister.integer(1000))).toEqual(expected.after)
})

/** Table 0 of make-resample.py with seed 1001. */
function drawn(): { features: ml.Matrix; labels: ml.Labels } {
  const twister = createMersenneTwister(1001)
  const rows = 60 + twister.integer(121)
  const columns = 2 + twister.integer(19)
  const u = Array.from({ length: rows * columns * 4 }, () => twister.uniform())
  const data = Float64Array.from({ length: rows * columns }, (_, i) => {
    return u[4 * i]! + u[4 * i + 1]! + (u[4 * i + 2]! + u[4 * i + 3]!) - 2
  })
  const codes = Int32Array.from({ length: rows }, () => (twister.uniform() < 0.75 ? 0 : 1))
  for (let i = 0; i < rows; i++) data[i]! += 0.5 * codes[i]!
  return {
    features: { rows, columns, names: Array.from({ length: columns }, (_, j) => `x${j}`), data },
    labels: { classes: ['0', '1'], codes },
  }
}
