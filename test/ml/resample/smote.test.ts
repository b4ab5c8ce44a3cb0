import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { type OverSamplingStrategy, smote } from '../../../src/ml/index.ts'
import { goldenGroup } from '../../golden/golden-group.ts'
import { failure, gaussian, golden, labelsOf, matrixOf, pickRows, rowMajor } from '../tables.ts'

interface SmoteCase {
  seed: number
  kNeighbors: number
  samplingStrategy: OverSamplingStrategy
  columns: number
  features: number[]
  labels: string[]
  synthetic: number[]
  syntheticLabels: string[]
}

// imbalanced-learn, imblearn/over_sampling/_smote/tests/test_smote.py
const published = matrixOf(
  [
    0.11622591, -0.0317206, 0.77481731, 0.60935141, 1.25192108, -0.22367336, 0.53366841, -0.30312976, 1.52091956,
    -0.49283504, -0.28162401, -2.10400981, 0.83680821, 1.72827342, 0.3084254, 0.33299982, 0.70472253, -0.73309052,
    0.28893132, -0.38761769, 1.15514042, 0.0129463, 0.88407872, 0.35454207, 1.31301027, -0.92648734, -1.11515198,
    -0.93689695, -0.18410027, -0.45194484, 0.9281014, 0.53085498, -0.14374509, 0.27370049, -0.41635887, -0.38299653,
    0.08711622, 0.93259929, 1.70580611, -0.11219234,
  ],
  2,
)
const publishedLabels = labelsOf([...'01000111111001111010'])

const random = createRandom(5)
const features = matrixOf(
  Array.from({ length: 60 * 3 }, () => gaussian(random)),
  3,
)
const labels = labelsOf(
  Array.from({ length: 60 }, (_, i) => (i % 6 === 0 ? 'draw' : i % 6 === 1 ? 'lost' : 'won')),
  ['lost', 'draw', 'won'],
)

const imblearn = goldenGroup({
  group: 'resampling: SMOTE',
  source: 'imbalanced-learn 0.10.0, make-smote.py',
  tolerance: 0,
})
const publishedRows = goldenGroup({
  group: 'resampling: published rows of SMOTE',
  source: 'tests of imbalanced-learn',
  tolerance: 5e-8,
  reason: 'published with 8 digits',
})

describe('smote', () => {
  it.each(golden<{ cases: SmoteCase[] }>('smote').cases)(
    'equals imbalanced-learn to the last bit, case %#',
    async (given) => {
      const before = matrixOf(given.features, given.columns)
      const { seed, kNeighbors, samplingStrategy } = given
      const result = await smote(before, labelsOf(given.labels), { seed, kNeighbors, samplingStrategy })
      imblearn.agree(rowMajor(result.features), [...given.features, ...given.synthetic])
      const names = Array.from(result.labels.codes, (code) => result.labels.classes[code])
      expect(names).toEqual([...given.labels, ...given.syntheticLabels])
      expect(Array.from(result.synthetic)).toEqual(names.map((_, i) => (i < before.rows ? 0 : 1)))
    },
  )

  it("gives imbalanced-learn's published rows", async () => {
    const result = await smote(published, publishedLabels, { seed: 0 })
    const rows = rowMajor(result.features).slice(40)
    const expected = [
      0.29307743, -0.14670439, 0.84976473, -0.15570176, 0.61319159, -0.11571668, 0.66052536, -0.28246517,
    ]
    publishedRows.agree(rows, expected)
    expect(result.counts).toEqual([
      { class: '0', before: 8, after: 12 },
      { class: '1', before: 12, after: 12 },
    ])
  })

  it('goes by sorted class names, whatever the order of the classes', async () => {
    const result = await smote(features, labels, { seed: 1 })
    const synthetic = Array.from(result.labels.codes.subarray(60), (code) => labels.classes[code]!)
    expect(synthetic).toEqual(synthetic.toSorted())
    expect(synthetic[0]).toBe('draw')
    expect(result.counts.map(({ class: name, after }) => [name, after])).toEqual([
      ['lost', 40],
      ['draw', 40],
      ['won', 40],
    ])
  })

  it('makes rows that lie within their class', async () => {
    const result = await smote(features, labels, { seed: 1 })
    for (let j = 0; j < 3; j++) {
      const column = result.features.data.subarray(j * 120, (j + 1) * 120)
      for (const code of [0, 1]) {
        const own = column.filter((_, i) => i < 60 && result.labels.codes[i] === code)
        const made = column.filter((_, i) => i >= 60 && result.labels.codes[i] === code)
        expect(Math.min(...made)).toBeGreaterThanOrEqual(Math.min(...own))
        expect(Math.max(...made)).toBeLessThanOrEqual(Math.max(...own))
      }
    }
  })

  it('searches in one table and interpolates in another, keeping missing values missing', async () => {
    const holes = [0, 12, 67, 130]
    const holed = { ...features, data: features.data.map((value, i) => (holes.includes(i) ? Number.NaN : value)) }
    expect(await failure(() => smote(holed, labels, { seed: 1 }))).toBe('E_ML_NOT_FINITE')
    const whole = (await smote(features, labels, { seed: 1 })).features
    const result = (await smote(holed, labels, { seed: 1, search: features })).features
    expect(Array.from(result.data.subarray(0, 60))).toEqual(Array.from(holed.data.subarray(0, 60)))
    const missing = Array.from(result.data).filter(Number.isNaN).length
    expect(missing).toBeGreaterThan(holes.length)
    // Where nothing is missing nothing changes; where only the neighbour is missing, the base row's value stays.
    const changed = Array.from(result.data).filter((value, i) => !Number.isNaN(value) && value !== whole.data[i])
    expect(changed.length).toBeGreaterThan(0)
    for (const value of changed) expect(features.data).toContain(value)
  })

  it('says which class has too few rows, and what to do', async () => {
    const few = labelsOf(Array.from({ length: 60 }, (_, i) => (i < 4 ? 'draw' : 'won')))
    expect(await failure(() => smote(features, few, { seed: 1 }))).toBe('E_SMOTE_NEIGHBORS')
    await expect(smote(features, few, { seed: 1 })).rejects.toThrow('Class "draw" has 4 rows; 5 neighbours need 6.')
    expect((await smote(features, few, { seed: 1, kNeighbors: 3 })).features.rows).toBe(112)
  })

  it('refuses strategies that take rows away or name no class', async () => {
    const run = (samplingStrategy: OverSamplingStrategy) =>
      failure(() => smote(features, labels, { seed: 1, samplingStrategy }))
    expect(await run({ won: 39 })).toBe('E_ML_PARAMETER')
    expect(await run({ win: 50 })).toBe('E_ML_LABEL')
    expect(await run(0.5)).toBe('E_ML_PARAMETER')
    expect(await failure(() => smote(published, publishedLabels, { seed: 1, samplingStrategy: 0.6 }))).toBe(
      'E_ML_PARAMETER',
    )
    expect(await failure(() => smote(features, labelsOf(Array(60).fill('won')), { seed: 1 }))).toBe('E_ML_ONE_CLASS')
    expect(await failure(() => smote(features, labels, { seed: 1, search: pickRows(features, [1, 2]) }))).toBe(
      'E_ML_SHAPE',
    )
  })

  it('leaves rows alone when the classes are balanced already', async () => {
    const balanced = labelsOf(Array.from({ length: 60 }, (_, i) => (i % 2 ? 'a' : 'b')))
    expect((await smote(features, balanced, { seed: 1 })).features).toEqual(features)
  })
})
