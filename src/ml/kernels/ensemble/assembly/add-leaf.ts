/** Adds the values of a leaf to a row's sums: singles, each sum rounded. */
export function addLeaf32(sum: usize, leaf: usize, outputs: u32): void {
  for (let k: u32 = 0; k < outputs; k++) {
    store<f32>(sum, load<f32>(sum) + load<f32>(leaf))
    sum += 4
    leaf += 4
  }
}

/** The same of doubles. */
export function addLeaf64(sum: usize, leaf: usize, outputs: u32): void {
  for (let k: u32 = 0; k < outputs; k++) {
    store<f64>(sum, load<f64>(sum) + load<f64>(leaf))
    sum += 8
    leaf += 8
  }
}

/** The same of either; `wide` is 1 for doubles. `leaf` is its number. */
export function addLeaf(sum: usize, values: usize, leaf: u32, outputs: u32, wide: u32): void {
  const from = values + ((leaf * outputs) << (2 + wide))
  if (wide == 1) addLeaf64(sum, from, outputs)
  else addLeaf32(sum, from, outputs)
}
