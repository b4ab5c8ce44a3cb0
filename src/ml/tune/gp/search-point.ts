import type { Random } from '../../../base/random.ts'
import { drawNormal } from '../normal/draw-normal.ts'
import type { CheckedSpace } from '../space/check-space.ts'
import { decodePoint } from '../space/decode-point.ts'
import { encodeParams } from '../space/encode-params.ts'
import { sizeOf } from '../space/unit.ts'

const draws = 600
const nearBest = 60
const climbs = 4
const finest = 5e-4

/**
 * The point of the unit cube where a function of valid points is largest: many points at random and some near the best known
 * one, and from the best few of them a climb along the coordinates with ever shorter steps; along a category every
 * value is tried. O(evaluations): about 700 and 4 · 25 d.
 *
 * Source of the climb: the compass search of Kolda, Lewis and Torczon, SIAM Review 45 (2003).
 * @param incumbent near which to look too; coordinates that do not exist there are NaN
 */
export function searchPoint(
  space: CheckedSpace,
  worth: (point: Float64Array) => number,
  incumbent: Float64Array,
  random: Random,
): Float64Array {
  const d = space.names.length
  // Judged where its values really lie: a whole number is the middle of its cell.
  const judge = (point: Float64Array) => ({ point, worth: worth(encodeParams(space, decodePoint(space, point))) })
  const anywhere = Array.from({ length: draws }, () => Float64Array.from({ length: d }, () => random.next()))
  const near = Array.from({ length: nearBest }, (_, i) =>
    incumbent.map((u) =>
      Number.isNaN(u) ? random.next() : inUnit(u + (i % 2 === 0 ? 0.1 : 0.02) * drawNormal(random)),
    ),
  )
  const judged = [...anywhere, ...near].map(judge)
  const order = [...judged.keys()].sort((a, b) => judged[b]!.worth - judged[a]!.worth || a - b)
  let best = judged[order[0]!]!
  for (const start of order.slice(0, climbs)) {
    const top = climb(judged[start]!)
    if (top.worth > best.worth) best = top
  }
  return best.point

  function climb(start: { readonly point: Float64Array; readonly worth: number }) {
    let top = start
    for (let step = 0.1; step > finest; ) {
      const before = top
      for (let j = 0; j < d; j++) {
        for (const u of moves(j, top.point[j]!, step)) {
          const there = judge(top.point.map((value, at) => (at === j ? u : value)))
          if (there.worth > top.worth) top = there
        }
      }
      if (top === before) step /= 2.5
    }
    return top
  }

  function moves(j: number, u: number, step: number): number[] {
    const dimension = space.dimensions[j]!
    const size = sizeOf(dimension)
    if (size === 1) return []
    if (dimension.type === 'categorical') {
      return step < 0.1 ? [] : dimension.values.map((_, c) => (c + 0.5) / dimension.values.length)
    }
    // A step shorter than a cell goes nowhere.
    const stride = size === undefined || size > 64 ? step : Math.max(step, 1 / size)
    return [inUnit(u + stride), inUnit(u - stride)]
  }
}

function inUnit(u: number): number {
  return Math.min(1, Math.max(0, u))
}
