import type { FloatArray } from '../../base/matrix.ts'

/** Points among which neighbours are searched: rows of a table, its numeric columns, and perhaps nominal ones. */
export interface NeighborSpace {
  /** One array a column, one value a row; finite where a row is a point. */
  readonly columns: readonly FloatArray[]
  /** Columns whose values are only equal or different. */
  readonly nominal?: readonly FloatArray[] | undefined
  /** What a different nominal value adds to the squared distance. Default 0. */
  readonly mismatch?: number | undefined
  /** The rows that are points, which are numbered in this order. Default: all. */
  readonly rows?: Int32Array | undefined
  /** The points whose neighbours are wanted, by number. Default: all. */
  readonly queries?: Int32Array | undefined
}

export function countRows({ columns, nominal = [] }: NeighborSpace): number {
  return (columns[0] ?? nominal[0])?.length ?? 0
}

export function countPoints(space: NeighborSpace): number {
  return space.rows?.length ?? countRows(space)
}
