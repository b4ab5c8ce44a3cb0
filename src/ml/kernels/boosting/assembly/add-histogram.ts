/** Rows that are fetched before they are added up. */
const block = 32

/** Twin: ../add-histogram.ts. A sum of two doubles is one 128-bit addition. */
export function addHistogram(
  histogram: usize,
  binBytes: usize,
  features: i32,
  bins: usize,
  stride: usize,
  gradients: usize,
  order: usize,
  begin: i32,
  end: i32,
  scratch: usize,
): void {
  const used = usize((features + 3) & ~3)
  const second = binBytes
  const third = binBytes * 2
  const fourth = binBytes * 3
  const pairs = scratch + block * stride
  for (let at = begin; at < end; at += block) {
    const stop = min(at + block, end)
    let s = scratch
    let g = pairs
    // These loads do not wait for each other: their cache misses overlap, which those of the sums below would not.
    for (let i = at; i < stop; i++) {
      const row = usize(load<u32>(order + (usize(i) << 2)))
      const source = bins + row * stride
      let o: usize = 0
      for (; o + 16 <= stride; o += 16) v128.store(s + o, v128.load(source + o))
      for (; o < stride; o += 4) store<u32>(s + o, load<u32>(source + o))
      v128.store(g, f64x2.promote_low_f32x4(v128.load64_zero(gradients + (row << 3))))
      s += stride
      g += 16
    }
    s = scratch
    for (g = pairs; g < pairs + (usize(stop - at) << 4); g += 16) {
      const pair = v128.load(g)
      let h = histogram
      for (let p = s; p < s + used; p += 4) {
        // Four bins, each times 16.
        const four = load<u32>(p)
        const a = h + usize((four << 4) & 4080)
        v128.store(a, f64x2.add(v128.load(a), pair))
        const b = h + second + usize((four >> 4) & 4080)
        v128.store(b, f64x2.add(v128.load(b), pair))
        const c = h + third + usize((four >> 12) & 4080)
        v128.store(c, f64x2.add(v128.load(c), pair))
        const d = h + fourth + usize((four >> 20) & 4080)
        v128.store(d, f64x2.add(v128.load(d), pair))
        h += binBytes * 4
      }
      s += stride
    }
  }
}
