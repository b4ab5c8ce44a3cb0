import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { KllSketch } from './kll-sketch.ts'

/** Distinct values of a sketch, ascending, each with the rows that are not above it. */
export interface SketchRanks {
  readonly values: Float64Array
  readonly ranks: Float64Array
  /** Rows that the sketch stands for. */
  readonly rows: number
}

/**
 * The distribution that a sketch describes: its values in order, with how many rows lie at or below each.
 *
 * Source: Karnin, Lang and Liberty (2016). O(s log s) for s items.
 * @throws E_ML_EMPTY when the sketch has no item
 * @example sketchRanks({ parameters: { c: 0.64, k: 8 }, data: [[1], [3]] }).ranks // 1, 3
 */
export function sketchRanks({ data }: KllSketch): SketchRanks {
  const items = data.flatMap((level, h) => level.map((value) => ({ value, weight: 2 ** h })))
  if (items.length === 0) throw new MillraceError('E_ML_EMPTY', 'A sketch without a value has no ranks.')
  items.sort((a, b) => a.value - b.value)
  const values: number[] = []
  const ranks: number[] = []
  let rows = 0
  for (const { value, weight } of items) {
    rows += weight
    if (values.at(-1) === value) ranks[ranks.length - 1] = rows
    else {
      values.push(value)
      ranks.push(rows)
    }
  }
  return { values: Float64Array.from(values), ranks: Float64Array.from(ranks), rows }
}

/**
 * The smallest value that has at least the share `q` of the rows at or below it (the inverse of the distribution).
 * @param q from 0 to 1
 */
export function sketchQuantile({ values, ranks, rows }: SketchRanks, q: number): number {
  const found = ranks.findIndex((rank) => rank >= q * rows)
  return values[found === -1 ? values.length - 1 : found]!
}
