import { type Matrix, matrixColumn } from '../../base/matrix.ts'
import { partialDependence } from './partial-dependence.ts'

/**
 * How much of what two features do together is more than the sum of what each does alone: Friedman's H². 0 is nothing; 1 is all
 * of it. It says little of a pair that does next to nothing, and can be above 1 where features go together.
 *
 * `H² = Σ_i [F_ab(i) - F_a(i) - F_b(i)]² / Σ_i F_ab(i)²`, where each F is the partial dependence at row i's own values, less
 * its mean.
 *
 * Source: Friedman and Popescu, "Predictive learning via rule ensembles" (2008), eq. 44. O(rows²) predictions, three times:
 * give a sample of some 50 rows.
 * @throws as `partialDependence`
 * @returns NaN when the pair does nothing at all
 * @example interactionStrength(sample, (rows) => model.predict(rows), 'age', 'income')
 */
export function interactionStrength(
  features: Matrix,
  predict: (features: Matrix) => Float64Array,
  a: string,
  b: string,
): number {
  const columnOf = (name: string) => matrixColumn(features, features.names.indexOf(name))
  // Of every value, so that each row's own ones are points of the grid; the check of names is that of the first call.
  const all = { resolution: features.rows + 1 }
  const [ofA, ofB] = [a, b].map((name) => partialDependence(features, predict, [name], all))
  const both = partialDependence(features, predict, [a, b], all)
  const place = (grid: Float64Array, value: number) => grid.indexOf(value)
  const known = Array.from({ length: features.rows }, (_, i) => i).filter((i) => {
    return !Number.isNaN(columnOf(a)[i]) && !Number.isNaN(columnOf(b)[i])
  })
  const alone = [ofA!, ofB!].map((one, at) => {
    const column = columnOf(at === 0 ? a : b)
    return centred(known.map((i) => one.average[place(one.grid[0]!, column[i]!)]!))
  })
  const together = centred(
    known.map((i) => {
      const first = place(both.grid[0]!, columnOf(a)[i]!)
      return both.average[first * both.grid[1]!.length + place(both.grid[1]!, columnOf(b)[i]!)]!
    }),
  )
  let [more, total] = [0, 0]
  for (const [at, value] of together.entries()) {
    more += (value - alone[0]![at]! - alone[1]![at]!) ** 2
    total += value ** 2
  }
  // What is left of rounding is nothing.
  const size = both.average.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return total <= together.length * (1e-12 * size) ** 2 ? Number.NaN : more / total
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}
