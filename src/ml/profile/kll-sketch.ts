import { MillraceError } from '../../base/errors/millrace-error.ts'

/** A small picture of many numbers, from which ranks and quantiles can be told. An item of level h stands for 2^h rows. */
export interface KllSketch {
  readonly parameters: {
    /** By which factor the room of a level shrinks from one level to the one below. */
    readonly c: number
    /** Room of the highest level: the more, the more exact, and the larger. */
    readonly k: number
  }
  readonly data: readonly (readonly number[])[]
}

export interface KllOptions {
  /** Default 2048, as Model Monitor: ranks are then within about 0.3 % of the rows. */
  readonly k?: number
  /** Default 0.64, as Model Monitor. */
  readonly c?: number
}

/**
 * The sketch of Karnin, Lang and Liberty: values fall into level 0; a full level is sorted, every second of its values
 * goes to the level above, where each counts twice. The weights always add up to the number of values.
 *
 * The paper draws at random whether the odd or the even ones go on. Here the two take turns, level by level, so that
 * the same values give the same sketch; no more than `k` values are kept as they are, and every quantile is exact.
 *
 * Source: Karnin, Lang and Liberty, "Optimal quantile approximation in streams" (2016), https://arxiv.org/abs/1603.05346;
 * the form of the result is that of `distribution.kll.sketch` in Model Monitor's statistics. O(n log k), O(k) memory.
 * @param values numbers, NaN and infinities left out
 * @throws E_ML_PARAMETER when `k` is below 8, or `c` is not above ½ and below 1
 * @example kllSketch([3, 1, 2]).data // [[1, 2, 3]]
 */
export function kllSketch(values: ArrayLike<number>, { k = 2048, c = 0.64 }: KllOptions = {}): KllSketch {
  if (!(Number.isInteger(k) && k >= 8 && c > 0.5 && c < 1)) {
    throw new MillraceError('E_ML_PARAMETER', `A sketch of k = ${k} and c = ${c} cannot be made.`, {
      hint: 'k is a whole number from 8 on, c lies between 0.5 and 1.',
    })
  }
  const levels: number[][] = [[]]
  const turns: number[] = [0]
  let rooms = roomsOf(1, k, c)
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue
    levels[0]!.push(values[i]!)
    for (let h = 0; h < levels.length && levels[h]!.length > rooms[h]!; h++) {
      if (h + 1 === levels.length) {
        levels.push([])
        turns.push(0)
        rooms = roomsOf(levels.length, k, c)
      }
      const full = ascending(levels[h]!)
      // One of an odd number stays, so that no weight is lost: the smallest and the largest take turns.
      const turn = turns[h]!++ & 1
      const odd = full.length & 1
      levels[h] = odd === 0 ? [] : [turn === 0 ? full[0]! : full.at(-1)!]
      const first = odd === 1 && turn === 0 ? 1 : 0
      for (let j = first + turn; j < full.length - (odd === 1 && turn === 1 ? 1 : 0); j += 2)
        levels[h + 1]!.push(full[j]!)
    }
  }
  return { parameters: { c, k }, data: levels.map(ascending) }
}

/** Room of each level, from the lowest: `k` on top, `c` times as much for each level below, never under 8. */
function roomsOf(levels: number, k: number, c: number): number[] {
  const rooms = new Array<number>(levels)
  let room = k
  for (let h = levels - 1; h >= 0; h--) {
    rooms[h] = Math.max(8, Math.ceil(room))
    room *= c
  }
  return rooms
}

function ascending(values: readonly number[]): number[] {
  return Array.from(Float64Array.from(values).sort())
}
