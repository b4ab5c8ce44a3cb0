import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { drawPairs } from '../../../src/ml/kernels/resample/draw-pairs.ts'
import { mixColumns } from '../../../src/ml/kernels/resample/mix-columns.ts'
import { openResampleKernels } from '../../../src/ml/kernels/resample/open-resample-kernels.ts'
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
