import type { ColumnSource, FloatArray, Matrix } from '../../base/matrix.ts'
import type { ColumnReader } from '../column-reader.ts'
import { openForestKernels } from '../kernels/forest/open-forest-kernels.ts'
import { counterCount, noRank, sheetAt, sheetBytes } from '../kernels/forest/sheet.ts'
import type { Arena } from '../threads/arena.ts'
import { refuseInfinity } from './check-features.ts'
import { seedsOfTrees } from './draw-times.ts'
import type { ForestPlan, ForestTarget, Workbench } from './forest-plan.ts'
import { packedItems } from './packed-items.ts'
import type { ForestRules } from './resolve-forest-options.ts'

/**
 * Lays a fit out in shared memory: ranks of all columns (the one copy of the matrix, 4 bytes a value), targets, and for
 * each thread room for the rows of a tree. O(rows · columns).
 * @param reader the columns of `features`, each of which is read once
 * @param weights each row's own weight, or undefined where all are 1
 * @throws E_ML_NOT_FINITE for an infinite value; E_ML_MEMORY when that is more than kernels reach
 */
export async function layOutForest(
  arena: Arena,
  features: Matrix | ColumnSource,
  reader: ColumnReader,
  target: ForestTarget,
  weights: Float64Array | undefined,
  rules: ForestRules,
  threads: number,
): Promise<ForestPlan> {
  const { rows, columns } = features
  const { classes } = target
  const packed = packedItems(rows, target, weights, rules)
  const ranks = arena.take(Uint32Array, rows * columns).byteOffset
  const missing = arena.take(Uint32Array, columns)
  const targets = 'codes' in target ? arena.take(Int32Array, rows) : arena.take(Float64Array, rows)
  targets.set('codes' in target ? target.codes : target.values)
  const own = weights === undefined ? undefined : arena.take(Float64Array, rows)
  own?.set(weights!)
  const width = Math.max(classes, 1)
  // Columns are ranked in the first bench: 40 bytes a row.
  const bytesPerRow = packed === undefined ? 48 : 24
  const benches = Array.from({ length: threads }, (_, index): Workbench => {
    const entries = arena.take(Float64Array, (rows * Math.max(bytesPerRow, index === 0 ? 40 : 0)) / 8).byteOffset
    const keys = entries + 16 * rows
    const bench = {
      sheet: arena.take(Uint8Array, sheetBytes).byteOffset,
      entries,
      spare: entries + 8 * rows,
      keys,
      spareKeys: keys + (packed === undefined ? 8 : 4) * rows,
      counters: arena.take(Uint32Array, counterCount).byteOffset,
      records: packed === undefined ? keys + 16 * rows : 0,
      totals: arena.take(Float64Array, width).byteOffset,
      left: arena.take(Float64Array, 2 * width).byteOffset,
      features: arena.take(Uint32Array, columns).byteOffset,
      shares: rules.randomSplits ? arena.take(Float64Array, columns).byteOffset : 0,
    }
    return bench
  })

  const list = rules.randomSplits ? arena.take(Uint32Array, columns) : undefined
  const rank = columnRanker(arena, rows, columns, ranks, benches[0]!)
  for (const [j, name] of features.names.entries()) {
    const column = await reader.read(j)
    refuseInfinity(name, column)
    const { distinct, gap } = rank(column, j)
    missing[j] = gap ? distinct : noRank
    if (list !== undefined) list[j] = listValues(arena, column, j, columns, ranks, distinct)
  }
  for (const bench of benches) {
    const words = new Uint32Array(arena.memory.buffer, bench.sheet, sheetBytes / 4)
    const write = (offset: number, value: number) => {
      words[offset / 4] = value
    }
    write(sheetAt.ranks, ranks)
    write(sheetAt.columns, columns)
    write(sheetAt.entries, bench.entries)
    write(sheetAt.spare, bench.spare)
    write(sheetAt.keys, bench.keys)
    write(sheetAt.spareKeys, bench.spareKeys)
    write(sheetAt.counters, bench.counters)
    write(sheetAt.records, bench.records)
    write(sheetAt.classes, classes)
    write(sheetAt.criterion, rules.criterion === 'entropy' || rules.criterion === 'logLoss' ? 1 : 0)
    write(sheetAt.itemBits, packed?.itemBits ?? 0)
    write(sheetAt.classBits, packed?.classBits ?? 0)
    write(sheetAt.totals, bench.totals)
    write(sheetAt.left, bench.left)
    write(sheetAt.missing, missing.byteOffset)
    write(sheetAt.features, bench.features)
    write(sheetAt.minRows, rules.minSamplesLeaf)
    write(sheetAt.targets, targets.byteOffset)
    write(sheetAt.tables, list?.byteOffset ?? 0)
    write(sheetAt.shares, bench.shares)
  }
  return {
    rules,
    rows,
    columns,
    classes,
    ranks,
    missing: missing.byteOffset,
    targets: targets.byteOffset,
    weights: own?.byteOffset ?? 0,
    center: 'values' in target ? target.values.reduce((sum, value) => sum + value / rows, 0) : 0,
    balancedSubsample: 'codes' in target && target.balancedSubsample,
    packed,
    seeds: seedsOfTrees(rules.seed, rules.nEstimators),
    benches,
  }
}

/** Writes the ranks of columns, which are row-major; a gap has the rank above all values. */
function columnRanker(arena: Arena, rows: number, columns: number, ranks: number, bench: Workbench) {
  const keys = bench.entries + 8 * rows
  let { buffer } = arena.memory
  let kernels = openForestKernels(arena.memory)
  return (column: FloatArray, j: number): { readonly distinct: number; readonly gap: boolean } => {
    // Memory that has grown has another buffer.
    if (buffer !== arena.memory.buffer) kernels = openForestKernels(arena.memory)
    buffer = arena.memory.buffer
    new Float64Array(buffer, bench.entries, rows).set(column)
    const count = kernels.rankColumn(
      bench.entries,
      rows,
      ranks + 4 * j,
      columns,
      keys,
      keys + 16 * rows,
      bench.counters,
    )
    const gap = column.some(Number.isNaN)
    return { distinct: gap ? count - 1 : count, gap }
  }
}

/** @returns where the values begin that the ranks of a column stand for */
function listValues(
  arena: Arena,
  column: FloatArray,
  j: number,
  columns: number,
  ranks: number,
  distinct: number,
): number {
  const table = arena.take(Float64Array, distinct)
  const own = new Uint32Array(arena.memory.buffer, ranks, column.length * columns)
  for (let i = 0; i < column.length; i++) {
    if (!Number.isNaN(column[i]!)) table[own[i * columns + j]!] = column[i]! + 0
  }
  return table.byteOffset
}
