/** Every `step`-th of values of four bytes. */
export function pickRows32(from: usize, to: usize, rows: i32, step: i32): void {
  for (let i = 0; i < rows; i++) {
    store<i32>(to, load<i32>(from))
    from += usize(step) << 2
    to += 4
  }
}

/** The same of values of eight bytes. */
export function pickRows64(from: usize, to: usize, rows: i32, step: i32): void {
  for (let i = 0; i < rows; i++) {
    store<i64>(to, load<i64>(from))
    from += usize(step) << 3
    to += 8
  }
}
