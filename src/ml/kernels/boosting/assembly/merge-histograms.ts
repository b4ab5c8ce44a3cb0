/** Twin: ../merge-histograms.ts. */
export function addTo(to: usize, from: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(to + at, f64x2.add(v128.load(to + at), v128.load(from + at)))
  }
}

export function subtractFrom(to: usize, from: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(to + at, f64x2.sub(v128.load(to + at), v128.load(from + at)))
  }
}

export function clear(to: usize, bytes: usize): void {
  memory.fill(to, 0, bytes)
}
