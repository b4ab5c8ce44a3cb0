/** Twin: ../add-leaf-value.ts. */
export function addLeafValue(margins: usize, order: usize, begin: i32, end: i32, value: f32, outputs: usize): void {
  const stop = order + (usize(end) << 2)
  for (let at = order + (usize(begin) << 2); at < stop; at += 4) {
    const margin = margins + ((usize(load<u32>(at)) * outputs) << 2)
    store<f32>(margin, load<f32>(margin) + value)
  }
}
