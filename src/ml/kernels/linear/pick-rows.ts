/** Every `step`-th value of a column, `rows` of them. O(rows). */
export function pickRows(values: Int32Array | Float64Array) {
  const size = values.BYTES_PER_ELEMENT
  return (from: number, to: number, rows: number, step: number): void => {
    for (let i = 0; i < rows; i++) values[to / size + i] = values[from / size + i * step]!
  }
}
