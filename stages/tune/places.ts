import type { Dimension, ParamValue } from 'millrace/ml'
import type { SearchAxis } from 'millrace/report'

/** Where a value lies on the axis of its parameter, from 0 to 1. */
export function placeOf(dimension: Dimension, value: ParamValue): number {
  if (dimension.type === 'categorical') {
    const { values } = dimension
    return values.length === 1 ? 0.5 : values.indexOf(value) / (values.length - 1)
  }
  const { low, high } = dimension
  if (low === high) return 0.5
  const at = value as number
  if (dimension.type === 'log' || (dimension.type === 'integer' && dimension.log))
    return Math.log(at / low) / Math.log(high / low)
  if (dimension.type === 'reverseLog') return Math.log((1 - at) / (1 - low)) / Math.log((1 - high) / (1 - low))
  return (at - low) / (high - low)
}

/** A categorical axis names each of its values; one of numbers its ends. */
export function axisOf(name: string, dimension: Dimension): SearchAxis {
  const values: readonly ParamValue[] =
    dimension.type === 'categorical' ? dimension.values : [dimension.low, dimension.high]
  return { name, ticks: values.map((value) => ({ place: placeOf(dimension, value), label: String(value) })) }
}
