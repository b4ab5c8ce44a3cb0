import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { smote, smotenc } from '../../../src/ml/index.ts'
import { failure, gaussian, labelsOf, matrixOf } from '../tables.ts'

const random = createRandom(9)
const rows = Array.from({ length: 50 }, (_, i) => [gaussian(random), i % 3, gaussian(random), random.integer(2)])
const features = matrixOf(rows.flat(), 4, ['x', 'venue', 'y', 'home'])
const labels = labelsOf(rows.map((_, i) => (i % 4 === 0 ? 'rare' : 'usual')))
const nominal = ['venue', 'home']

describe('smotenc', () => {
  it('makes only nominal values that the class has, and interpolates the others', async () => {
    const { features: made, labels: after, synthetic } = await smotenc(features, labels, { seed: 2, nominal })
    expect(made.rows).toBe(74)
    for (let i = 50; i < 74; i++) {
      expect(synthetic[i]).toBe(1)
      expect(after.classes[after.codes[i]!]).toBe('rare')
      expect([0, 1, 2]).toContain(made.data[74 + i])
      expect([0, 1]).toContain(made.data[3 * 74 + i])
    }
  })

  it('takes the value that is commonest among the neighbours', async () => {
    const odd = { ...features, data: features.data.slice() }
    // Only one rare row has venue 1: it can never be the commonest of five neighbours.
    for (let i = 0; i < 50; i++) odd.data[50 + i] = i === 0 ? 1 : 0
    const made = (await smotenc(odd, labels, { seed: 2, nominal })).features
    for (let i = 50; i < 74; i++) expect(made.data[74 + i]).toBe(0)
  })

  it('interpolates as smote does where nominal columns are all equal', async () => {
    const equal = { ...features, data: features.data.map((value, i) => (i >= 150 || (i >= 50 && i < 100) ? 1 : value)) }
    expect((await smotenc(equal, labels, { seed: 4, nominal })).features).toEqual(
      (await smote(equal, labels, { seed: 4 })).features,
    )
  })

  it('is the same for the same seed', async () => {
    const run = async (seed: number) => (await smotenc(features, labels, { seed, nominal })).features.data
    expect(await run(1)).toEqual(await run(1))
    expect(await run(1)).not.toEqual(await run(2))
  })

  it('keeps a missing nominal value of the base row missing', async () => {
    const holed = { ...features, data: features.data.map((value, i) => (i >= 50 && i < 100 ? Number.NaN : value)) }
    const made = (await smotenc(holed, labels, { seed: 2, nominal, search: features })).features
    for (let i = 0; i < 74; i++) expect(made.data[74 + i]).toBeNaN()
  })

  it('refuses all, none, or unknown nominal columns', async () => {
    expect(await failure(() => smotenc(features, labels, { seed: 1, nominal: [] }))).toBe('E_ML_PARAMETER')
    expect(await failure(() => smotenc(features, labels, { seed: 1, nominal: features.names }))).toBe('E_ML_PARAMETER')
    expect(await failure(() => smotenc(features, labels, { seed: 1, nominal: ['venu'] }))).toBe('E_ML_FEATURES')
  })
})
