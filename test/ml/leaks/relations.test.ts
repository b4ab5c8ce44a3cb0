import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { drawSample, pairRelations, previousValues, sumOfParts, timeOrder, trendCheck } from '../../../src/ml/index.ts'

const random = createRandom(11)
const draw = (n: number, f: (u: number) => number = (u) => u) =>
  Float64Array.from({ length: n }, () => f(random.next()))

function matrixOf(columns: Readonly<Record<string, Float64Array>>) {
  const names = Object.keys(columns)
  const rows = columns[names[0]!]!.length
  const data = new Float64Array(rows * names.length)
  for (const [j, name] of names.entries()) data.set(columns[name]!, j * rows)
  return { rows, columns: names.length, names, data }
}

const n = 500
const [a, b, noise] = [draw(n, (u) => 1 + u), draw(n, (u) => Math.exp(3 * u)), draw(n)]
const single = [0.5, 0.5, 0]
const search = { single, limit: 0.999 }

describe('pairRelations', () => {
  it.each([
    ['product', (x: number, y: number) => x * y, ['a', 'b']],
    ['ratio', (x: number, y: number) => x / y, ['a', 'b']],
    ['ratio', (x: number, y: number) => y / x, ['b', 'a']],
    ['sum', (x: number, y: number) => 2 * (x + y), ['a', 'b']],
    ['difference', (x: number, y: number) => y - x, ['a', 'b']],
  ] as const)('names a %s', (relation, f, features) => {
    const found = pairRelations(
      matrixOf({ a, b, noise }),
      a.map((v, i) => f(v, b[i]!)),
      search,
    )
    expect(found.relations).toHaveLength(1)
    expect(found.relations[0]).toMatchObject({ relation, features, value: 1, rows: n })
    expect(found.pairs).toBe(3)
  })

  it('finds that the difference of two columns decides between classes', () => {
    const [home, away] = [draw(n, (u) => Math.floor(5 * u)), draw(n, (u) => Math.floor(4 * u))]
    const target = {
      classes: ['loss', 'draw', 'win'],
      codes: Int32Array.from(home, (h, i) => Math.sign(h - away[i]!) + 1),
    }
    const { relations } = pairRelations(matrixOf({ home, noise, away }), target, search)
    expect(relations[0]).toMatchObject({ features: ['home', 'away'], measure: 'AUC', value: 1 })
    expect(relations).toHaveLength(1)
  })

  it('says nothing where one of the two does nearly as well, or nothing gives the target', () => {
    const nearly = a.map((v) => v + random.next() / 1e4)
    expect(
      pairRelations(matrixOf({ a, tiny: noise.map((v) => v / 1e4) }), nearly, { single: [0.99999999, 0], limit: 0.999 })
        .relations,
    ).toEqual([])
    expect(pairRelations(matrixOf({ a, b, noise }), draw(n), search).relations).toEqual([])
  })

  it('pairs the strongest only where there are too many, and says which were left out', () => {
    const found = pairRelations(matrixOf({ a, b, noise }), draw(n), {
      ...search,
      single: [0.1, 0.2, 0.3],
      mostFeatures: 2,
    })
    expect(found).toMatchObject({ pairs: 1, unpaired: ['a'] })
  })
})

describe('sumOfParts', () => {
  const parts = { coal: draw(n), oil: draw(n, (u) => 3 * u), gas: draw(n) }
  const total = parts.coal.map((v, i) => v + parts.oil[i]! + parts.gas[i]!)

  it('names the parts with how often each is counted', () => {
    const found = sumOfParts(matrixOf({ ...parts, noise, unrelated: b }), total)
    expect(found?.value).toBeCloseTo(1, 9)
    expect(found?.parts.map(({ feature }) => feature)).toEqual([
      'oil',
      ...['coal', 'gas'].sort((x, y) => share(y) - share(x)),
    ])
    for (const { times } of found!.parts) expect(times).toBeCloseTo(1, 6)
    function share(name: string) {
      return parts[name as 'coal'].reduce((sum, v) => sum + v, 0)
    }
  })

  it('is not misled by a few rows that are wrong, or by parts that are missing', () => {
    const told = total.map((v, i) => (i % 50 === 0 ? 40 : v))
    const gas = parts.gas.map((v, i) => (i % 3 === 0 ? Number.NaN : v))
    const rest = told.map((v, i) => (i % 3 === 0 && i % 50 !== 0 ? v - parts.gas[i]! : v))
    expect(sumOfParts(matrixOf({ ...parts, gas, noise }), rest)?.value).toBeCloseTo(1, 9)
  })

  it('finds no sum in a difference, in noise, or in too few rows', () => {
    expect(
      sumOfParts(
        matrixOf({ a, b }),
        b.map((v, i) => v - 2 * a[i]!),
      )?.value ?? 0,
    ).toBeLessThan(0.999)
    expect(sumOfParts(matrixOf({ ...parts, noise }), draw(n))?.value ?? 0).toBeLessThan(0.9)
    const few = Object.fromEntries(Object.entries(parts).map(([name, column]) => [name, column.slice(0, 25)]))
    expect(sumOfParts(matrixOf(few), total.slice(0, 25))).toBeUndefined()
  })
})

describe('series', () => {
  it('look back within an entity, in the order of time', () => {
    const entity = [1, 0, 1, 0]
    const order = timeOrder([2, 1, 1, 2], entity)
    expect([...order]).toEqual([1, 3, 2, 0])
    expect([...previousValues([10, 20, 30, 40], order, entity)]).toEqual([30, Number.NaN, Number.NaN, 20])
  })

  it('say how far a level runs away, and what the value before is worth', () => {
    const up = Array.from({ length: 40 }, (_, i) => i)
    expect(trendCheck(up, [40, 41, 42, 43])).toMatchObject({
      shareOutside: 1,
      lowest: 0,
      highest: 39,
      trend: { tau: 1 },
      naive: { rmse: 1, rSquared: expect.closeTo(1 - 4 / 5, 12) },
    })
    expect(trendCheck(up, [5, 50]).shareOutside).toBe(0.5)
  })
})

describe('drawSample', () => {
  it('gives all rows, or so many different ones, rising and the same each time', () => {
    expect([...drawSample(4, 9, 1)]).toEqual([0, 1, 2, 3])
    const sample = [...drawSample(1000, 100, 3)]
    expect(new Set(sample).size).toBe(100)
    expect(sample).toEqual([...sample].sort((x, y) => x - y))
    expect([...drawSample(1000, 100, 3)]).toEqual(sample)
    expect([...drawSample(1000, 100, 4)]).not.toEqual(sample)
  })
})
