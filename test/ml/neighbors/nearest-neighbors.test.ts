import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRandom, type Random } from '../../../src/base/random.ts'
import { openNeighborKernels } from '../../../src/ml/kernels/neighbors/open-neighbor-kernels.ts'
import { nearestNeighbors } from '../../../src/ml/neighbors/nearest-neighbors.ts'
import type { NeighborSpace } from '../../../src/ml/neighbors/neighbor-space.ts'
import { createArena } from '../../../src/ml/threads/arena.ts'
import { failure, gaussian } from '../tables.ts'

/** All distances, sorted: what is promised, in its plainest form. */
function sorted({ rows, queries, mismatch = 0, ...space }: NeighborSpace, k: number): number[] {
  const [columns, nominal] = [space.columns, space.nominal ?? []].map((of) =>
    of.map((column) => (rows === undefined ? column : Float64Array.from(rows, (row) => column[row]!))),
  ) as [Float64Array[], Float64Array[]]
  const n = (columns[0] ?? nominal[0])!.length
  return Array.from(queries ?? Array(n).keys()).flatMap((i) => {
    const distance = (j: number) => {
      let sum = 0
      for (const column of columns) sum += (column[j]! - column[i]!) ** 2
      for (const column of nominal) if (column[j] !== column[i]) sum += mismatch
      return sum
    }
    const all = Array.from({ length: n }, (_, j) => ({ j, at: distance(j) })).filter(({ j }) => j !== i)
    return all
      .sort((a, b) => (a.at === b.at ? a.j - b.j : a.at - b.at))
      .slice(0, k)
      .map(({ j }) => j)
  })
}

function table(n: number, d: number, draw: (j: number) => number): Float64Array[] {
  return Array.from({ length: d }, (_, j) => Float64Array.from({ length: n }, () => draw(j)))
}

const spaces: [string, (random: Random) => NeighborSpace][] = [
  ['normal numbers', (random) => ({ columns: table(301, 7, () => gaussian(random)) })],
  ['singles', (random) => ({ columns: table(300, 5, () => gaussian(random)).map((c) => Float32Array.from(c)) })],
  ['whole numbers, where many are equally far', (random) => ({ columns: table(200, 3, () => random.integer(4)) })],
  ['rows that are all the same', () => ({ columns: table(70, 3, () => 5) })],
  ['a table far from the origin', (random) => ({ columns: table(250, 4, () => 1e9 + gaussian(random)) })],
  [
    'columns of very different units',
    (random) => ({ columns: table(250, 4, (j) => gaussian(random) * 1e6 ** (j - 2)) }),
  ],
  [
    'one wild outlier',
    (random) => ({ columns: table(250, 4, () => (random.integer(700) === 0 ? 1e30 : random.next())) }),
  ],
  ['squares that overflow', (random) => ({ columns: table(90, 2, () => gaussian(random) * 1e200) })],
  ['the largest doubles', (random) => ({ columns: table(60, 2, () => 1.79e308 * (random.integer(3) - 1)) })],
  ['squares that vanish', (random) => ({ columns: table(90, 2, () => gaussian(random) * 1e-160) })],
  ['one column', (random) => ({ columns: table(100, 1, () => gaussian(random)) })],
  [
    'nominal columns too',
    (random) => ({
      columns: table(220, 3, () => gaussian(random)),
      nominal: [...table(220, 2, () => random.integer(3)), ...table(220, 1, () => random.integer(40))],
      mismatch: 0.7,
    }),
  ],
  ['only nominal columns', (random) => ({ columns: [], nominal: table(120, 4, () => random.integer(3)), mismatch: 1 })],
  [
    'some rows',
    (random) => ({
      columns: table(150, 4, (j) => (j === 0 ? random.integer(3) : gaussian(random))),
      nominal: table(150, 1, () => random.integer(3)),
      mismatch: 1,
      rows: Int32Array.from({ length: 90 }, (_, i) => (i * 7) % 150),
      queries: Int32Array.of(3, 88),
    }),
  ],
  ['some queries', (random) => ({ columns: table(150, 4, () => gaussian(random)), queries: Int32Array.of(7, 149, 0) })],
]

describe.each(spaces)('among %s', (_, make) => {
  it.each([1, 5, 13])('the %i nearest are those that sorting finds', async (k) => {
    const space = make(createRandom(k))
    const { indices, squaredDistances } = await nearestNeighbors(space, k)
    expect(Array.from(indices)).toEqual(sorted(space, k))
    for (let at = 0; at < indices.length; at++) {
      if (at % k > 0) expect(squaredDistances[at]).toBeGreaterThanOrEqual(squaredDistances[at - 1]!)
    }
  })
})

describe('any way of searching', () => {
  const random = createRandom(11)
  const space = {
    columns: table(700, 6, () => Math.fround(gaussian(random))),
    nominal: table(700, 1, () => random.integer(2)),
    mismatch: 2,
  }

  afterEach(() => {
    vi.unstubAllEnvs()
    vi.resetModules()
  })

  it('gives the same bits in 1 to 4 threads', async () => {
    const alone = await nearestNeighbors(space, 4, { threads: 1 })
    for (const threads of [2, 3, 4]) expect(await nearestNeighbors(space, 4, { threads })).toEqual(alone)
  })

  it.each([1, 4])('keeps the order of equally distant points in threads, %i values a column', async (values) => {
    const ties = { columns: table(600, 3, () => random.integer(values)) }
    const expected = sorted(ties, 3)
    for (const threads of [1, 3]) {
      expect(Array.from((await nearestNeighbors(ties, 3, { threads })).indices)).toEqual(expected)
    }
  })

  it('gives the same bits without kernels', async () => {
    const alone = await nearestNeighbors(space, 4)
    vi.stubEnv('MILLRACE_KERNELS', 'off')
    vi.resetModules()
    const { canShareMemory } = await import('../../../src/ml/threads/shared-memory.ts')
    expect(canShareMemory()).toBe(false)
    const plain = await import('../../../src/ml/neighbors/nearest-neighbors.ts')
    expect(await plain.nearestNeighbors(space, 4)).toEqual(alone)
  })

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(nearestNeighbors(space, 4, { signal })).rejects.toThrow('enough')
  })
})

it('uses a kernel where it can', () => {
  expect(openNeighborKernels(createArena().memory).scanNeighbors.toString()).toContain('[native code]')
})

it('refuses what it cannot search', async () => {
  const columns = [Float64Array.of(0, 1, 2)]
  expect(await failure(() => nearestNeighbors({ columns }, 3))).toBe('E_ML_PARAMETER')
  expect(await failure(() => nearestNeighbors({ columns }, 0))).toBe('E_ML_PARAMETER')
  expect(await failure(() => nearestNeighbors({ columns }, 1.5))).toBe('E_ML_PARAMETER')
  expect(await failure(() => nearestNeighbors({ columns: [] }, 1))).toBe('E_ML_EMPTY')
  expect(await failure(() => nearestNeighbors({ columns, queries: Int32Array.of(3) }, 1))).toBe('E_ML_PARAMETER')
  expect(await failure(() => nearestNeighbors({ columns, rows: Int32Array.of(0, 3) }, 1))).toBe('E_ML_PARAMETER')
  expect(await failure(() => nearestNeighbors({ columns, mismatch: -1 }, 1))).toBe('E_ML_PARAMETER')
  expect(await failure(() => nearestNeighbors({ columns: [...columns, Float64Array.of(1)] }, 1))).toBe('E_ML_SHAPE')
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(await failure(() => nearestNeighbors({ columns: [Float64Array.of(0, 1, value)] }, 1))).toBe(
      'E_ML_NOT_FINITE',
    )
  }
})
