/** Twin: ../add-split-values.ts. */
export function addSplitValues(
  margins: usize,
  outputs: usize,
  order: usize,
  begin: i32,
  end: i32,
  column: usize,
  stride: usize,
  goesLeft: usize,
  left: f32,
  right: f32,
): void {
  const stop = order + (usize(end) << 2)
  for (let at = order + (usize(begin) << 2); at < stop; at += 4) {
    const row = usize(load<u32>(at))
    const margin = margins + ((row * outputs) << 2)
    const isLeft = load<u8>(goesLeft + usize(load<u8>(column + row * stride))) != 0
    store<f32>(margin, load<f32>(margin) + select(left, right, isLeft))
  }
}
