import { describe, expect, it } from 'vitest'
import {
  CategoryEncoder,
  Imputer,
  type ImputerOptions,
  type Matrix,
  type Preparation,
  Scaler,
  type Scaling,
  TargetEncoder,
} from '../../../src/ml/index.ts'
import { preparationFromParts } from '../../../src/ml/prepare/preparation-from-parts.ts'
import { codeOf, labelsOf, matrixOf, rereadParts, rowMajor } from '../tables.ts'

const none = Number.NaN
const infinite = Number.POSITIVE_INFINITY

/** What every preparation promises. */
function expectCarried(preparation: Preparation, features: Matrix): void {
  const before = features.data.slice()
  const read = preparationFromParts(rereadParts(preparation))
  expect(read.transform(features)).toEqual(preparation.transform(features))
  expect(features.data).toEqual(before)
  for (const name of preparation.transform(features).names) expect(features.names).toContain(preparation.sourceOf(name))
  for (const field of ['inputNames', 'categories', 'version']) {
    const parts = { ...(rereadParts(preparation) as object) }
    if (field in parts) expect(codeOf(() => preparationFromParts({ ...parts, [field]: 7 }))).toBe('E_ML_MODEL_FILE')
  }
}

describe('Imputer', () => {
  const features = matrixOf([1, 5, none, 10, none, none, 2, 7, none, 100, 7, none], 3, ['a', 'b', 'c'])

  it.each([
    [{}, [6, 7, 0]],
    [{ strategy: 'mean' }, [113 / 4, 19 / 3, 0]],
    [{ strategy: 'mostFrequent' }, [1, 7, 0]],
    [{ strategy: 'constant', fillValue: -1 }, [-1, -1, -1]],
  ] as [ImputerOptions, number[]][])('fills by %j', (options, fills) => {
    const imputer = Imputer.fit(features, options)
    expect(Array.from(imputer.fills)).toEqual(fills)
    expect(imputer.unseen).toEqual(['c'])
    expect(Array.from(imputer.transform(matrixOf([none, none, none], 3, ['a', 'b', 'c'])).data)).toEqual(fills)
    expectCarried(imputer, features)
  })

  it('marks gaps of columns that had gaps in training, and finds columns by name', () => {
    const imputer = Imputer.fit(features, { addIndicator: true })
    const filled = imputer.transform(matrixOf([none, 3, 8, none, 9, none], 3, ['c', 'b', 'a']))
    expect(filled.names).toEqual(['c', 'c missing', 'b', 'b missing', 'a'])
    expect(rowMajor(filled)).toEqual([0, 1, 3, 0, 8, 0, 1, 9, 0, 6])
    expectCarried(imputer, features)
  })

  it('refuses infinite values, unknown columns and strategies', () => {
    expect(codeOf(() => Imputer.fit(matrixOf([1, infinite], 1)))).toBe('E_ML_NOT_FINITE')
    expect(codeOf(() => Imputer.fit(features).transform(matrixOf([1, -infinite], 2, ['a', 'b'])))).toBe(
      'E_ML_NOT_FINITE',
    )
    expect(codeOf(() => Imputer.fit(features, { columns: ['d'] }))).toBe('E_ML_FEATURES')
    expect(() => Imputer.fit(features, { strategy: 'median ' as never })).toThrow(
      expect.objectContaining({ hint: 'Did you mean "median"?' }),
    )
  })
})

describe('Scaler', () => {
  const features = matrixOf([1, 7, 3, 7, none, 7, 5, 7, 11, 7], 2, ['a', 'b'])

  it.each([
    ['standard', [-4 / Math.sqrt(14), -2 / Math.sqrt(14), none, 0, 6 / Math.sqrt(14)]],
    ['minMax', [0, 0.2, none, 0.4, 1]],
    ['robust', [-0.75, -0.25, none, 0.25, 1.75]],
  ] as [Scaling, number[]][])('brings columns to one scale: %s', (scaling, expected) => {
    const scaler = Scaler.fit(features, { scaling })
    const { data } = scaler.transform(features)
    expect(Number.isNaN(data[2])).toBe(true)
    for (const i of [0, 1, 3, 4]) expect(data[i]).toBeCloseTo(expected[i]!, 12)
    expect(Array.from(data.subarray(5))).toEqual([0, 0, 0, 0, 0])
    expectCarried(scaler, features)
  })

  it('leaves other columns as they are', () => {
    const scaler = Scaler.fit(features, { scaling: 'minMax', columns: ['a'] })
    expect(Array.from(scaler.transform(features).data.subarray(5))).toEqual([7, 7, 7, 7, 7])
    expect(codeOf(() => Scaler.fit(features, { scaling: 'minMax', columns: ['c'] }))).toBe('E_ML_FEATURES')
    expect(codeOf(() => Scaler.fit(features, { scaling: 'max' as never }))).toBe('E_ML_PARAMETER')
    expect(codeOf(() => preparationFromParts({ ...scaler.toParts(), scale: [0] }))).toBe('E_ML_MODEL_FILE')
  })
})

const categories = { team: ['Betis', 'Getafe', 'Levante'] }
const teams = matrixOf([0, 5, 1, 6, 1, 7, none, 8, 1, 9, 2, 1], 2, ['team', 'x'])
const asked = matrixOf([2, 0, none, 0, 1, 0], 2, ['team', 'x'])

describe('CategoryEncoder', () => {
  it('gives each category a column, all 0 for a missing or unknown one', () => {
    const encoder = CategoryEncoder.fit(teams, { encoding: 'oneHot', categories })
    const encoded = encoder.transform(asked)
    expect(encoded.names).toEqual(['team=Betis', 'team=Getafe', 'team=Levante', 'x'])
    expect(rowMajor(encoded)).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0])
    expectCarried(encoder, teams)
  })

  it('lets rare and unknown categories share a column', () => {
    const encoder = CategoryEncoder.fit(teams, { encoding: 'oneHot', categories, minFrequency: 2 })
    const encoded = encoder.transform(asked)
    expect(encoded.names).toEqual(['team=Getafe', 'team=other', 'x'])
    expect(rowMajor(encoded)).toEqual([0, 1, 0, 0, 1, 0, 1, 0, 0])
    expectCarried(encoder, teams)
  })

  it('gives the share of training rows, or the code itself', () => {
    const frequency = CategoryEncoder.fit(teams, { encoding: 'frequency', categories })
    expect(Array.from(frequency.transform(asked).data.subarray(0, 3))).toEqual([1 / 6, 0, 1 / 2])
    const ordinal = CategoryEncoder.fit(teams, { encoding: 'ordinal', categories })
    expect(Array.from(ordinal.transform(asked).data.subarray(0, 3))).toEqual([2, none, 1])
    expectCarried(frequency, teams)
    expectCarried(ordinal, teams)
  })

  it.each([3, -1, 0.5, infinite])('refuses the code %d', (code) => {
    const encoder = CategoryEncoder.fit(teams, { encoding: 'oneHot', categories })
    expect(codeOf(() => encoder.transform(matrixOf([code], 1, ['team'])))).toBe('E_ML_LABEL')
    expect(codeOf(() => CategoryEncoder.fit(matrixOf([code], 1, ['team']), { encoding: 'oneHot', categories }))).toBe(
      'E_ML_LABEL',
    )
  })
})

describe('TargetEncoder', () => {
  const values = Float64Array.of(1, 2, 4, 10, 6, 7)

  it('gives the mean of a category, drawn to the overall one', () => {
    const encoder = TargetEncoder.fit(teams, values, { categories, smooth: 2 })
    expect(Array.from(encoder.transform(asked).data.subarray(0, 3))).toEqual([(7 + 2 * 5) / 3, 5, (12 + 2 * 5) / 5])
    expectCarried(encoder, teams)
  })

  it('encodes each training row by other rows', () => {
    const folds = [
      { train: [0, 1, 2], test: [3, 4, 5] },
      { train: [3, 4, 5], test: [0, 1, 2] },
    ]
    const { encoder, features } = TargetEncoder.fitOutOfFold(teams, values, folds, { categories, smooth: 0 })
    const firstMean = 7 / 3
    const secondMean = 23 / 3
    expect(Array.from(features.data.subarray(0, 6))).toEqual([secondMean, 6, 6, firstMean, 3, firstMean])
    expect(Array.from(features.data.subarray(6))).toEqual(Array.from(teams.data.subarray(6)))
    expect(encoder.transform(asked)).toEqual(
      TargetEncoder.fit(teams, values, { categories, smooth: 0 }).transform(asked),
    )
    expect(codeOf(() => TargetEncoder.fitOutOfFold(teams, values, [folds[0]!], { categories }))).toBe('E_ML_PARAMETER')
  })

  it('gives two classes one share, and more classes a share each', () => {
    const two = labelsOf(['no', 'yes', 'no', 'yes', 'yes', 'yes'])
    const encoded = TargetEncoder.fit(teams, two, { categories, smooth: 0 }).transform(asked)
    expect(Array.from(encoded.data.subarray(0, 3))).toEqual([1, 4 / 6, 2 / 3])
    const three = labelsOf(['a', 'b', 'c', 'a', 'b', 'c'])
    const encoder = TargetEncoder.fit(teams, three, { categories, smooth: 0 })
    expect(encoder.transform(asked).names).toEqual(['team: a', 'team: b', 'team: c', 'x'])
    expect(rowMajor(encoder.transform(asked)).slice(8)).toEqual([0, 2 / 3, 1 / 3, 0])
    expectCarried(encoder, teams)
  })
})
