/** Weights of rows, and their sums of each class; see `../weigh-rows.ts`. */
export function weighRows(codes: usize, rows: i32, perClass: usize, weights: usize, sums: usize): void {
  for (let i = 0; i < rows; i++) {
    const code = usize(load<u32>(codes)) << 3
    const weight = load<f64>(weights) * load<f64>(perClass + code)
    store<f64>(weights, weight)
    store<f64>(sums + code, load<f64>(sums + code) + weight)
    codes += 4
    weights += 8
  }
}
