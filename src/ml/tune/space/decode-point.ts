import type { CheckedSpace } from './check-space.ts'
import { isActive } from './is-active.ts'
import type { Params, ParamValue } from './space.ts'
import { fromUnit } from './unit.ts'

/**
 * The parameters at a point of the unit cube, one coordinate a dimension in the order of the space; the coordinates of
 * parameters that do not exist there are passed over. O(d).
 * @example decodePoint(checkSpace({ x: { type: 'linear', low: 0, high: 2 } }), [0.5]) // { x: 1 }
 */
export function decodePoint({ names, dimensions }: CheckedSpace, point: ArrayLike<number>): Params {
  const params: Record<string, ParamValue> = {}
  for (const [j, name] of names.entries()) {
    if (isActive(dimensions[j]!, params)) params[name] = fromUnit(dimensions[j]!, point[j]!)
  }
  return params
}
