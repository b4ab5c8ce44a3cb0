import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { drawPairs } from '../../../src/ml/kernels/resample/draw-pairs.ts'
import { mixColumns } from '../../../src/ml/kernels/resample/mix-columns.ts'
import { openResampleKernels } from '../../../src/ml/kernels/resample/open-resample-kernels.ts'
import { pickRows } from '../../../src/ml/kernels/resample/pick-rows.ts'
import { rowsOfClass } from '../../../src/ml/kernels/resample/rows-of-class.ts'
import { createArena } from '../../../src/ml/threads/arena.ts'
import { gaussian } from '../tables.ts'

const random = createRandom(2)

describe('drawPairs', () => {
  it.each([
    [0, 40, 1000],
    [4294967295, 1, 10],
    [12, 65537, 3000],
    [7, 2147483647, 700],
    [3, 5, 0],
  ])('draws the same numbers in the kernel and in its twin: seed %i, below %i, %i of them', (seed, bound, count) => {
    const [kernel, plain] = [createArena(), createArena()].map((arena, which) => {
      const pairs = arena.take(Int32Array, count)
      const steps = arena.take(Float64Array, count)
      const state = arena.take(Int32Array, 624).byteOffset
      const draw = which === 0 ? openResampleKernels(arena.memory).drawPairs : drawPairs(arena.memory.buffer)
      // Twice: the second time must not go on from the first.
      for (let run = 0; run < 2; run++) draw(seed, bound, count, pairs.byteOffset, steps.byteOffset, state)
      return { pairs: Array.from(pairs), steps: Array.from(steps) }
    })
    expect(kernel).toEqual(plain)
    expect(kernel!.pairs.every((pair) => pair >= 0 && pair < bound)).toBe(true)
  })
})

describe('rowsOfClass', () => {
  it.each([0, 1, 2])('gives the rows of class %i, in the kernel as in its twin', (code) => {
    const codes = Int32Array.from({ length: 300 }, () => random.integer(2))
    for (const which of ['kernel', 'twin']) {
      const arena = createArena()
      const [given, found] = [arena.take(Int32Array, codes.length), arena.take(Int32Array, codes.length)]
      given.set(codes)
      const { memory } = arena
      const rowsOf = which === 'kernel' ? openResampleKernels(memory).rowsOfClass : rowsOfClass(memory.buffer)
      rowsOf(given.byteOffset, codes.length, code, found.byteOffset)
      const expected = [...codes.keys()].filter((row) => codes[row] === code)
      expect([...found.subarray(0, expected.length)]).toEqual(expected)
    }
  })
})

describe('pickRows', () => {
  it.each([1, 5])('gives the rows of points and of their %i neighbours, in the kernel as in its twin', (k) => {
    const [points, count] = [50, 700]
    const rows = Int32Array.from({ length: points }, () => random.integer(1000))
    const indices = Int32Array.from({ length: points * k }, () => random.integer(points))
    const pairs = Int32Array.from({ length: count }, () => random.integer(points * k))
    for (const which of ['kernel', 'twin']) {
      const arena = createArena()
      const given = [pairs, rows, indices].map((values) => {
        const place = arena.take(Int32Array, values.length)
        place.set(values)
        return place
      })
      const base = arena.take(Int32Array, count)
      const [pairsAt, rowsAt, indicesAt] = given.map(({ byteOffset }) => byteOffset) as [number, number, number]
      const pick = which === 'kernel' ? openResampleKernels(arena.memory).pickRows : pickRows(arena.memory.buffer)
      pick(pairsAt, count, k, rowsAt, indicesAt, base.byteOffset)
      expect(base).toEqual(pairs.map((pair) => rows[Math.floor(pair / k)]!))
      expect(given[0]).toEqual(pairs.map((pair) => rows[indices[pair]!]!))
    }
  })
})

describe.each([Float32Array, Float64Array])('mixing columns of %o', (type) => {
  it('gives the same bits in the kernel and in its twin', () => {
    const arena = createArena()
    const [rows, count] = [500, 4000]
    const take = (length: number) =>
      type === Float32Array ? arena.take(Float32Array, length) : arena.take(Float64Array, length)
    const column = take(rows)
    for (let i = 0; i < rows; i++) column[i] = i % 17 === 0 ? Number.NaN : gaussian(random) * 10 ** random.integer(30)
    const places = [arena.take(Int32Array, count), arena.take(Int32Array, count)] as const
    for (const place of places) for (let s = 0; s < count; s++) place[s] = random.integer(rows)
    const step = arena.take(Float64Array, count)
    for (let s = 0; s < count; s++) step[s] = random.next()
    const [kernel, plain] = [take(count), take(count)]
    const { mixSingles, mixDoubles } = openResampleKernels(arena.memory)
    const mix = type === Float32Array ? mixSingles : mixDoubles
    const at = [column.byteOffset, places[0].byteOffset, places[1].byteOffset, step.byteOffset, count] as const
    mix(...at, kernel!.byteOffset)
    mixColumns(arena.memory.buffer, type)(...at, plain!.byteOffset)
    expect(kernel).toEqual(plain)
    expect(kernel!.some(Number.isNaN)).toBe(true)
  })
})
