/** A number for a label: four significant digits without trailing zeros, a true minus. O(1). */
export function shortNumber(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  const text = size >= 1e6 || size < 1e-4 ? value.toExponential(1) : String(Number(value.toPrecision(4)))
  return text.replace('-', '−').replace('e+', 'e')
}
