/**
 * Sorts `values[low … high)` upwards and moves `rows` along with them: quicksort by the median of three, insertion
 * sort below 16. Rows of equal value may come in any order, always the same one. O(n log n) on average; no NaN.
 */
export function sortByValue(values: Float64Array, rows: Int32Array, low: number, high: number): void {
  let [from, to] = [low, high]
  while (to - from > 16) {
    const pivot = medianOfThree(values[from]!, values[(from + to) >>> 1]!, values[to - 1]!)
    let i = from
    let j = to - 1
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      swap(values, rows, i, j)
      i++
      j--
    }
    // The shorter part by recursion, the longer by the loop: the depth stays below log2 n.
    if (j - from < to - i) {
      sortByValue(values, rows, from, j + 1)
      from = i
    } else {
      sortByValue(values, rows, i, to)
      to = j + 1
    }
  }
  for (let i = from + 1; i < to; i++) {
    const value = values[i]!
    const row = rows[i]!
    let j = i - 1
    for (; j >= from && values[j]! > value; j--) {
      values[j + 1] = values[j]!
      rows[j + 1] = rows[j]!
    }
    values[j + 1] = value
    rows[j + 1] = row
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

function swap(values: Float64Array, rows: Int32Array, i: number, j: number): void {
  const value = values[i]!
  values[i] = values[j]!
  values[j] = value
  const row = rows[i]!
  rows[i] = rows[j]!
  rows[j] = row
}
