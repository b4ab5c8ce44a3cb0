import type { CheckedSpace } from './check-space.ts'
import type { Params } from './space.ts'
import { toUnit } from './unit.ts'

/**
 * The point of the unit cube where parameters lie; one that is absent, or that the space no longer has room for, is NaN.
 * O(d).
 */
export function encodeParams({ names, dimensions }: CheckedSpace, params: Params): Float64Array {
  return Float64Array.from(names, (name, j) => (name in params ? toUnit(dimensions[j]!, params[name]!) : Number.NaN))
}
