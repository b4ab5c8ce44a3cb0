import { exp } from '../../kernels/elementary/exp.ts'
import { log } from '../../kernels/elementary/log.ts'
import type { Dimension, ParamValue } from './space.ts'

/**
 * How many different values a dimension has; undefined for a continuum. O(1).
 * @example sizeOf({ type: 'integer', low: 1, high: 3 }) // 3
 */
export function sizeOf(dimension: Dimension): number | undefined {
  if (dimension.type === 'categorical') return dimension.values.length
  if (dimension.low === dimension.high) return 1
  if (dimension.type === 'integer') return Math.floor((dimension.high - dimension.low) / (dimension.step ?? 1)) + 1
  if (dimension.type !== 'linear' || dimension.step === undefined) return undefined
  // A high end that rounding has moved still belongs.
  return Math.floor((dimension.high - dimension.low) / dimension.step + 1e-9) + 1
}

/**
 * The value at a place of the unit interval. Values that can be counted have cells, of equal width unless they are on a
 * logarithmic scale. O(1).
 * @param u from 0 to 1
 * @example fromUnit({ type: 'log', low: 0.01, high: 1 }, 0.5) // 0.1
 */
export function fromUnit(dimension: Dimension, u: number): ParamValue {
  const size = sizeOf(dimension)
  const place = size === undefined ? 0 : Math.min(size - 1, Math.max(0, Math.floor(u * size)))
  if (dimension.type === 'categorical') return dimension.values[place] as ParamValue
  const { low, high } = dimension
  if (low === high) return low
  const clamped = (value: number) => Math.min(high, Math.max(low, value))
  if (dimension.type === 'integer' && dimension.log) {
    return clamped(Math.round(exp(mix(log(low - 0.5), log(high + 0.5), u))))
  }
  if (dimension.type === 'integer' || (dimension.type === 'linear' && size !== undefined)) {
    return clamped(tidy(low + place * (dimension.step ?? 1)))
  }
  if (dimension.type === 'log') return clamped(exp(mix(log(low), log(high), u)))
  if (dimension.type === 'reverseLog') return clamped(1 - exp(mix(log(1 - low), log(1 - high), u)))
  return clamped(mix(low, high, u))
}

/**
 * Where a value lies in the unit interval: the other way round; the middle of its cell where values can be counted. O(1),
 * O(values) for a category.
 * @returns NaN for a value that the dimension does not have
 */
export function toUnit(dimension: Dimension, value: ParamValue): number {
  if (dimension.type === 'categorical') {
    const place = dimension.values.indexOf(value)
    return place < 0 ? Number.NaN : (place + 0.5) / dimension.values.length
  }
  if (typeof value !== 'number' || value < dimension.low || value > dimension.high) return Number.NaN
  const { low, high } = dimension
  if (low === high) return 0.5
  if (dimension.type === 'integer' && dimension.log) return logPlace(dimension, value)
  const size = sizeOf(dimension)
  if (size !== undefined) {
    const step = ('step' in dimension ? dimension.step : undefined) ?? 1
    return (Math.round((value - low) / step) + 0.5) / size
  }
  if (dimension.type === 'log') return (log(value) - log(low)) / (log(high) - log(low))
  if (dimension.type === 'reverseLog') return (log(1 - value) - log(1 - low)) / (log(1 - high) - log(1 - low))
  return (value - low) / (high - low)
}

/**
 * The part of the unit interval whose places give this value; undefined on a continuum. O(1).
 * @example cellOf({ type: 'integer', low: 1, high: 4 }, 1) // [0, 0.25]
 */
export function cellOf(dimension: Dimension, value: ParamValue): readonly [number, number] | undefined {
  const size = sizeOf(dimension)
  if (size === undefined) return undefined
  if (dimension.type === 'integer' && dimension.log && dimension.low < dimension.high) {
    const at = value as number
    return [logPlace(dimension, at - 0.5), logPlace(dimension, at + 0.5)]
  }
  const middle = toUnit(dimension, value)
  return [middle - 0.5 / size, middle + 0.5 / size]
}

function logPlace({ low, high }: { readonly low: number; readonly high: number }, value: number): number {
  const [from, to] = [log(low - 0.5), log(high + 0.5)]
  return (log(value) - from) / (to - from)
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share
}

/** Without the dust of adding a decimal step many times: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(14))
}
