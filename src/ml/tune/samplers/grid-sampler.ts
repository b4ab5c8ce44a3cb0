import { MillraceError } from '../../../base/errors/millrace-error.ts'
import { requireWhole } from '../../checks.ts'
import type { CheckedSpace } from '../space/check-space.ts'
import { isActive } from '../space/is-active.ts'
import type { Params, ParamValue } from '../space/space.ts'
import { fromUnit, sizeOf } from '../space/unit.ts'
import type { Sampler } from './sampler.ts'

export interface GridSamplerOptions {
  /** Values tried of a continuum, both ends among them. Default 5. */
  readonly points?: number | undefined
}

/** More combinations than this are no grid that anyone waits for. */
const most = 1_000_000

/**
 * Every combination once, the last parameter changing fastest; what does not exist beside a value is not multiplied out.
 * A continuum gives `points` values, evenly spread on its scale; whole numbers give all of theirs.
 *
 * O(combinations) for the first trial of a space, then O(1).
 * @throws E_ML_PARAMETER for more than a million combinations
 * @example gridSampler({ points: 3 })
 */
export function gridSampler({ points = 5 }: GridSamplerOptions = {}): Sampler {
  requireWhole('points', points, 1)
  const grids = new WeakMap<CheckedSpace, readonly Params[]>()
  return {
    name: 'grid',
    sample({ space, number }) {
      const grid = grids.get(space) ?? gridOf(space, points)
      grids.set(space, grid)
      return grid[number]
    },
  }
}

function gridOf({ names, dimensions }: CheckedSpace, points: number): Params[] {
  let grid: Params[] = [{}]
  for (const [j, name] of names.entries()) {
    const dimension = dimensions[j]!
    const size = sizeOf(dimension)
    const count = size ?? points
    const place = (i: number) => (size !== undefined ? (i + 0.5) / size : count === 1 ? 0.5 : i / (count - 1))
    const values = [...new Set(Array.from({ length: count }, (_, i): ParamValue => valueAt(i)))]
    grid = grid.flatMap((params) =>
      isActive(dimension, params) ? values.map((value) => ({ ...params, [name]: value })) : [params],
    )
    if (grid.length > most) {
      throw new MillraceError('E_ML_PARAMETER', `The grid has more than ${most} combinations.`, {
        hint: 'Take fewer points or parameters, or a strategy that samples.',
      })
    }
    function valueAt(i: number): ParamValue {
      const even = dimension.type === 'integer' ? dimension.low + i * (dimension.step ?? 1) : undefined
      return even ?? fromUnit(dimension, place(i))
    }
  }
  return grid
}
