import type { MemoryViews } from './memory-views.ts'

/**
 * Dense ranks of a column: equal values have the same, the least value has 0, the next 1, and so on; missing values (NaN)
 * have the last one. The kernel distributes by digits, O(rows); this sorts, O(n log n).
 * @param values where the column's doubles begin, a byte offset
 * @param ranks where the rank of the first row goes; those of the next rows follow at distances of `columns` numbers
 * @param keys room for 16 bytes a row, as `spare`; `counters` for 12,288 numbers. Only the kernel needs them.
 * @returns how many ranks there are
 */
export function rankColumn(
  { words, doubles }: MemoryViews,
  values: number,
  rows: number,
  ranks: number,
  columns: number,
): number {
  const column = doubles.subarray(values >>> 3, (values >>> 3) + rows)
  // NaN sorts last; + 0 makes 0 of -0.
  const sorted = Float64Array.from(column, (value) => value + 0).sort()
  let distinct = 0
  for (let i = 0; i < rows && !Number.isNaN(sorted[i]!); i++) {
    if (i === 0 || sorted[i] !== sorted[distinct - 1]) sorted[distinct++] = sorted[i]!
  }
  let gaps = 0
  for (let i = 0; i < rows; i++) {
    const value = column[i]!
    let low = 0
    let high = Number.isNaN(value) ? 0 : distinct - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sorted[middle]! < value) low = middle + 1
      else high = middle
    }
    if (Number.isNaN(value)) {
      gaps = 1
      low = distinct
    }
    words[(ranks >>> 2) + i * columns] = low
  }
  return distinct + gaps
}
