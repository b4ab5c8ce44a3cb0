import { expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { layOutColumns } from '../../../src/ml/kernels/neighbors/lay-out-columns.ts'
import { openNeighborKernels } from '../../../src/ml/kernels/neighbors/open-neighbor-kernels.ts'
import { createArena } from '../../../src/ml/threads/arena.ts'
import { gaussian } from '../tables.ts'

it.each([1, 8, 333])('lays %i points out with the same bits in kernels and twins', (points) => {
  const random = createRandom(points)
  const columns = [1, 1e150, 1e-200].map((unit) => Float64Array.from({ length: points }, () => gaussian(random) * unit))
  const [kernels, plain] = [true, false].map((compiled) => {
    const arena = createArena()
    const staged = arena.take(Float64Array, points)
    const rows = arena.take(Int32Array, points)
    for (let i = 0; i < points; i++) rows[i] = points - 1 - i
    const exact = arena.take(Float64Array, points * 3)
    const lengths = arena.take(Float64Array, points)
    const tileBytes = 4 * 32
    const tiles = arena.take(Float32Array, (Math.ceil(points / 8) * tileBytes) / 4)
    const { spreadColumn, largestDeviation, tileColumn, closeTiles } = compiled
      ? openNeighborKernels(arena.memory)
      : layOutColumns(arena.memory.buffer)
    const numbers = columns.map((column, j) => {
      staged.set(column)
      const at = exact.byteOffset + 8 * j
      const mean = spreadColumn(staged.byteOffset, rows.byteOffset, points, at, 24)
      const most = largestDeviation(at, points, 24, mean)
      tileColumn(at, points, 24, mean, 2 ** -500, tiles.byteOffset, tileBytes, j + 1, lengths.byteOffset)
      return [mean, most]
    })
    closeTiles(lengths.byteOffset, points, 1e-5, tiles.byteOffset, tileBytes)
    return { numbers, exact: exact.slice(), tiles: tiles.slice(), lengths: lengths.slice() }
  })
  expect(kernels).toEqual(plain)
})
