import type { Labels } from '../../base/matrix.ts'
import type { Random } from '../../base/random.ts'

/**
 * Rows that agree in outcome, prediction, all facets and subgroup, joined into cells: every bias metric is a function of how many rows each cell has.
 * A resample of 30,000 rows is counted once, and tells of all metrics of all facets.
 */
export interface BiasCells {
  /** The cell of each row. */
  readonly cellOf: Int32Array
  /** Rows a cell. */
  readonly counts: Float64Array
  /** By cell: the code of the actual class, of the predicted one, of each facet and of the subgroup. */
  readonly actual: Int32Array
  readonly predicted: Int32Array
  readonly facets: readonly Int32Array[]
  readonly subgroup: Int32Array
}

/** Without predictions, or without subgroups, their code is 0. O(rows · facets). */
export function biasCells(
  actual: Labels,
  predicted: Labels | undefined,
  facets: readonly Labels[],
  subgroup: Labels | undefined,
): BiasCells {
  const parts = [actual, predicted, subgroup, ...facets]
  const cellOf = new Int32Array(actual.codes.length)
  const known = new Map<string, number>()
  const firstRow: number[] = []
  for (let i = 0; i < cellOf.length; i++) {
    const key = parts.map((part) => part?.codes[i] ?? 0).join()
    const cell = known.get(key) ?? known.size
    if (cell === known.size) {
      known.set(key, cell)
      firstRow.push(i)
    }
    cellOf[i] = cell
  }
  const counts = new Float64Array(known.size)
  for (const cell of cellOf) counts[cell]!++
  const codesOf = (part: Labels | undefined) => Int32Array.from(firstRow, (i) => part?.codes[i] ?? 0)
  return {
    cellOf,
    counts,
    actual: codesOf(actual),
    predicted: codesOf(predicted),
    facets: facets.map(codesOf),
    subgroup: codesOf(subgroup),
  }
}

/** Rows a cell when as many rows are drawn with replacement, into `drawn`. O(rows). */
export function resampleCells({ cellOf }: BiasCells, random: Random, drawn: Float64Array): void {
  const n = cellOf.length
  drawn.fill(0)
  for (let draw = 0; draw < n; draw++) drawn[cellOf[random.integer(n)]!]!++
}
