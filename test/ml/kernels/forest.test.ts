import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { forestTwins, openForestKernels } from '../../../src/ml/kernels/forest/open-forest-kernels.ts'
import { counterCount, noRank, sheetAt, sheetBytes } from '../../../src/ml/kernels/forest/sheet.ts'
import { createArena } from '../../../src/ml/threads/arena.ts'

/** A bench with random rows: ranks up to `distinct`, unevenly spread where `crowded`, missing where `gaps`. */
function bench(
  seed: number,
  n: number,
  distinct: number,
  given: { classes: number; wide: boolean; gaps?: boolean; crowded?: boolean; entropy?: boolean },
) {
  const random = createRandom(seed)
  const arena = createArena()
  const [rows, columns, width] = [n + 50, 3, Math.max(given.classes, 1)]
  const ranks = arena.take(Uint32Array, rows * columns)
  const crowd = () =>
    random.next() < 0.9 ? Math.floor(distinct / 2) + random.integer(Math.ceil(distinct / 40)) : random.integer(distinct)
  for (let i = 0; i < ranks.length; i++) ranks[i] = given.crowded === true ? crowd() : random.integer(distinct)
  const missing = arena.take(Uint32Array, columns).fill(noRank)
  if (given.gaps === true) {
    missing[0] = missing[1] = distinct
    for (let i = 0; i < rows; i++) if (random.next() < 0.2) ranks[i * columns] = ranks[i * columns + 1] = distinct
  }
  const entries = arena.take(Uint32Array, 2 * rows)
  const records = arena.take(Float64Array, 2 * rows)
  const targets = arena.take(Float64Array, rows)
  for (let i = 0, row = 0; i < n; i++, row += random.next() < 0.04 && row + 2 + n - i < rows ? 2 : 1) {
    const code = random.integer(width)
    entries[2 * i] = row
    entries[2 * i + 1] = ((1 + random.integer(4)) << 2) | code
    targets[row] = random.next()
    records[2 * row] = 1 + random.integer(1000)
    records[2 * row + 1] = given.classes === 0 ? random.integer(2 ** 30) - 2 ** 29 : code
  }
  const sheet = arena.take(Uint8Array, sheetBytes)
  const offsets = {
    ranks: ranks.byteOffset,
    columns,
    entries: entries.byteOffset,
    spare: arena.take(Float64Array, rows).byteOffset,
    keys: arena.take(Float64Array, rows).byteOffset,
    spareKeys: arena.take(Float64Array, rows).byteOffset,
    counters: arena.take(Uint32Array, counterCount).byteOffset,
    records: given.wide ? records.byteOffset : 0,
    classes: given.classes,
    criterion: given.entropy === true ? 1 : 0,
    itemBits: 6,
    classBits: given.classes === 2 ? 1 : 2,
    totals: arena.take(Float64Array, width).byteOffset,
    left: arena.take(Float64Array, 2 * width).byteOffset,
    missing: missing.byteOffset,
    features: arena.take(Uint32Array, columns).byteOffset,
    minRows: 1 + random.integer(3),
    targets: targets.byteOffset,
    tables: 0,
    shares: arena.take(Float64Array, columns).byteOffset,
  }
  if (distinct < 100_000) {
    const tables = arena.take(Uint32Array, columns)
    for (let j = 0; j < columns; j++) {
      const table = arena.take(Float64Array, distinct + 1)
      for (let r = 0; r <= distinct; r++) table[r] = r * r
      tables[j] = table.byteOffset
    }
    offsets.tables = tables.byteOffset
    new Float64Array(arena.memory.buffer, offsets.shares, columns).set([random.next(), 0, 1])
  }
  if (given.classes === 2)
    for (let i = 0; i < n; i++) entries[2 * i + 1] = ((entries[2 * i + 1]! >>> 2) << 1) | (entries[2 * i + 1]! & 1)
  const { buffer } = arena.memory
  const write = (at: number, value: number) => new Uint32Array(buffer, sheet.byteOffset).fill(value, at / 4, at / 4 + 1)
  for (const [name, value] of Object.entries(offsets)) write(sheetAt[name as keyof typeof sheetAt], value)
  new Uint32Array(buffer, offsets.features, columns).set([2, 0, 1])
  new Float64Array(buffer, sheet.byteOffset)[sheetAt.bestScore / 8] = Number.NEGATIVE_INFINITY
  return { memory: arena.memory, sheet: sheet.byteOffset, offsets, width, rows }
}

type Bench = ReturnType<typeof bench>

/** What kernels leave behind, apart from scratch. */
function left({ sheet, offsets, width, rows }: Bench, buffer: ArrayBufferLike): number[] {
  return [
    ...new Uint32Array(buffer, sheet, sheetBytes / 4),
    ...new Float64Array(buffer, offsets.totals, width),
    ...new Uint32Array(buffer, offsets.entries, 2 * rows),
  ]
}

function compare(given: Bench, n: number, wide: boolean): void {
  const copy = given.memory.buffer.slice(0)
  const kernels = openForestKernels(given.memory)
  const twins = forestTwins(copy)
  const both = (run: (on: typeof kernels) => unknown) => {
    const results = [run(kernels), run(twins)]
    expect(results[0]).toEqual(results[1])
    const [ours, theirs] = [left(given, given.memory.buffer), left(given, copy)]
    const at = ours.findIndex((value, i) => !Object.is(value, theirs[i]))
    if (at >= 0) expect.fail(`number ${at}: kernel ${ours[at]}, twin ${theirs[at]}`)
  }
  const { sheet } = given
  both((on) => on.weighNode(sheet, 0, n))
  for (let f = 0; f < 3; f++) {
    both((on) => [
      ...new Uint32Array(on === kernels ? given.memory.buffer : copy, on.sortRows(sheet, 0, n, f) >>> 0, 2 * n),
    ])
  }
  if (given.offsets.tables !== 0) both((on) => on.searchDrawn(sheet, 0, n, 0, 3))
  both((on) => (wide ? on.searchWide(sheet, 0, n, 0, 3) : on.searchPacked(sheet, 0, n, 0, 3)))
  const words = new Uint32Array(given.memory.buffer, sheet)
  expect(words[sheetAt.bestRank / 4]).toBeLessThan(noRank)
  both((on) => on.splitRows(sheet, 0, n))
}

const shapes = [
  { n: 2, distinct: 40 },
  { n: 7, distinct: 5 },
  { n: 20, distinct: 1000 },
  { n: 21, distinct: 100_000 },
  { n: 150, distinct: 12 },
  { n: 150, distinct: 90_000, crowded: true },
  { n: 3000, distinct: 60_000_000, crowded: true },
  { n: 4500, distinct: 4500 },
  { n: 6000, distinct: 67_000_000 },
  { n: 6000, distinct: 2_000_000, crowded: true },
]
const kinds = [
  { classes: 2, wide: false },
  { classes: 3, wide: false },
  { classes: 3, wide: false, entropy: true },
  { classes: 2, wide: true },
  { classes: 3, wide: true, entropy: true },
  { classes: 0, wide: true },
]

describe.each(kinds)('kernels of trees and their twins, %j', (kind) => {
  it.each(shapes)('leave the same in memory, %j', ({ n, distinct, ...shape }) => {
    for (const [i, gaps] of [false, true].entries()) {
      // Packed keys have 26 bits for a rank.
      const given = bench(n + i, n, kind.wide ? distinct : Math.min(distinct, 2 ** 26 - 1), { ...kind, ...shape, gaps })
      compare(given, n, kind.wide)
    }
  })
})

describe('rankColumn', () => {
  const random = createRandom(5)
  const special = [0, -0, 1, -1, Number.NaN, 5e-324, -5e-324, 1e308, -1e308, 1 + Number.EPSILON]
  it.each([
    ['special values', () => special[random.integer(special.length)]!],
    ['no two alike', () => random.next() - 0.5],
    ['singles', () => Math.fround(random.next() * 1e6)],
    ['one value', () => 7],
    ['missing values only', () => Number.NaN],
    ['few values', () => random.integer(3)],
  ])('ranks %s, in the kernel and in its twin', (_, draw) => {
    for (const rows of [1, 2, 700]) {
      const arena = createArena()
      const values = arena.take(Float64Array, rows)
      const ranks = arena.take(Uint32Array, rows * 2)
      const room = [
        arena.take(Float64Array, 2 * rows),
        arena.take(Float64Array, 2 * rows),
        arena.take(Uint32Array, 12_288),
      ]
      for (let i = 0; i < rows; i++) values[i] = draw()
      const copy = arena.memory.buffer.slice(0)
      const given = [
        values.byteOffset,
        rows,
        ranks.byteOffset + 4,
        2,
        ...room.map((array) => array.byteOffset),
      ] as const
      const call = given as unknown as Parameters<ReturnType<typeof forestTwins>['rankColumn']>
      const count = openForestKernels(arena.memory).rankColumn(...call)
      expect(forestTwins(copy).rankColumn(...call)).toBe(count)
      const own = Array.from(values, (__, i) => ranks[2 * i + 1]!)
      expect(own).toEqual(own.map((__, i) => new Uint32Array(copy, ranks.byteOffset)[2 * i + 1]))
      const known = [...new Set(Array.from(values, (value) => value + 0))]
        .filter((value) => !Number.isNaN(value))
        .sort((a, b) => a - b)
      const expected = Array.from(values, (value) => (Number.isNaN(value) ? known.length : known.indexOf(value + 0)))
      expect(own).toEqual(expected)
    }
  })
})
