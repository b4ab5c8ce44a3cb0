/** Sets the sums of `rows` rows to `base`, `width` numbers a row. */
export function startSums32(sums: usize, rows: u32, base: usize, width: u32): void {
  for (let i: u32 = 0; i < rows; i++) {
    for (let k: u32 = 0; k < width; k++) {
      store<f32>(sums, load<f32>(base + (k << 2)))
      sums += 4
    }
  }
}

export function startSums64(sums: usize, rows: u32, base: usize, width: u32): void {
  for (let i: u32 = 0; i < rows; i++) {
    for (let k: u32 = 0; k < width; k++) {
      store<f64>(sums, load<f64>(base + (k << 3)))
      sums += 8
    }
  }
}
