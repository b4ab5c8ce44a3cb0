/** Counts the rows of each class, doubles; gives the first row whose code is none, or -1. */
export function countCodes(codes: usize, rows: i32, classes: i32, counts: usize): i32 {
  for (let i = 0; i < rows; i++) {
    const code = load<u32>(codes + (usize(i) << 2))
    if (code >= u32(classes)) return i
    const at = counts + (usize(code) << 3)
    store<f64>(at, load<f64>(at) + 1)
  }
  return -1
}
