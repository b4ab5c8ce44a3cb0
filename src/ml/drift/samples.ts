import { MillraceError } from '../../base/errors/millrace-error.ts'

/** Values of one column: those that are known, sorted. @throws E_ML_EMPTY when none is */
export function sortedKnown(values: ArrayLike<number>, which: 'reference' | 'current'): Float64Array {
  const known = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort()
  if (known.length > 0) return known
  throw new MillraceError('E_ML_EMPTY', `No value of the ${which} rows is known: there is nothing to compare.`, {
    hint: 'A column that is missing altogether is for the completeness check.',
  })
}

/** How often each category occurs on both sides. */
export interface CategoryCounts {
  readonly categories: readonly (string | number)[]
  readonly reference: Float64Array
  readonly current: Float64Array
}

/** @throws E_ML_EMPTY when a side has no rows */
export function countCategories(
  reference: ArrayLike<string | number>,
  current: ArrayLike<string | number>,
): CategoryCounts {
  for (const [which, { length }] of Object.entries({ reference, current })) {
    if (length === 0) throw new MillraceError('E_ML_EMPTY', `There are no ${which} rows to compare.`)
  }
  const place = new Map<string | number, number>()
  for (const values of [reference, current]) {
    for (let i = 0; i < values.length; i++) if (!place.has(values[i]!)) place.set(values[i]!, place.size)
  }
  const count = (values: ArrayLike<string | number>) => {
    const counts = new Float64Array(place.size)
    for (let i = 0; i < values.length; i++) counts[place.get(values[i]!)!]!++
    return counts
  }
  return { categories: [...place.keys()], reference: count(reference), current: count(current) }
}
