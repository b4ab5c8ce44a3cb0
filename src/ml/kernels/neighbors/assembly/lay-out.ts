/** Brings columns into the two forms that `scanNeighbors` reads. Plain twins: `../lay-out-columns.ts`. */

/** Writes the points of a column into the row-major doubles, and gives their mean: no number when one of them is none. */
export function spreadColumn(column: usize, rows: usize, points: i32, exact: usize, strideBytes: i32): f64 {
  let mean: f64 = 0
  let at = exact
  for (let i = 0; i < points; i++) {
    const value = load<f64>(column + (usize(load<i32>(rows + (usize(i) << 2))) << 3))
    store<f64>(at, value)
    mean += value / f64(points)
    at += usize(strideBytes)
  }
  return mean
}

/** The largest quarter of a distance to `mean`. */
export function largestDeviation(column: usize, points: i32, strideBytes: i32, mean: f64): f64 {
  const quarter = mean / 4
  let most: f64 = 0
  let at = column
  for (let i = 0; i < points; i++) {
    most = max(most, abs(load<f64>(at) / 4 - quarter))
    at += usize(strideBytes)
  }
  return most
}

/** Writes a coordinate into row `row` of the tiles, and adds its square to the lengths. */
export function tileColumn(
  column: usize,
  points: i32,
  strideBytes: i32,
  mean: f64,
  scale: f64,
  tiles: usize,
  tileBytes: i32,
  row: i32,
  lengths: usize,
): void {
  const quarter = mean / 4
  let at = column
  for (let i = 0; i < points; i++) {
    const value = f32((load<f64>(at) / 4 - quarter) * scale)
    store<f32>(tiles + usize(i >> 3) * usize(tileBytes) + (usize(row) << 5) + (usize(i & 7) << 2), value)
    const length = lengths + (usize(i) << 3)
    store<f64>(length, load<f64>(length) + f64(value) * f64(value))
    at += usize(strideBytes)
  }
}

/** Writes row 0 of the tiles: a lower bound of each squared length, infinity where a place holds no point. */
export function closeTiles(lengths: usize, points: i32, margin: f64, tiles: usize, tileBytes: i32): void {
  for (let i = 0; i < points || (i & 7) != 0; i++) {
    let least: f64 = Infinity
    if (i < points) {
      least = load<f64>(lengths + (usize(i) << 3)) * (1 - margin)
      least = least - least * 2.384185791015625e-7 - 1e-37
    }
    store<f32>(tiles + usize(i >> 3) * usize(tileBytes) + (usize(i & 7) << 2), f32(least))
  }
}
