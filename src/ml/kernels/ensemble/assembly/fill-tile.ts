/**
 * Rows `first … first + 8 * groups - 1` of raw columns as groups of 8 rows: slot after slot, 8 values each. A slot is a
 * column and what stands for its missing values: -Infinity, which is below every threshold, in slots of nodes that send
 * them to the left; +Infinity, which is below none, to the right; NaN itself for categorical nodes.
 * @param columnBytes from one raw column to the next
 * @param slots for each slot its column (u32) and what stands for NaN (f32)
 */
export function fillTile32(
  raw: usize,
  columnBytes: usize,
  first: usize,
  groups: u32,
  slots: usize,
  slotCount: u32,
  tile: usize,
): void {
  for (let g: u32 = 0; g < groups; g++) {
    const at = raw + ((first + (g << 3)) << 2)
    for (let s: u32 = 0; s < slotCount; s++) {
      const from = at + usize(load<u32>(slots + (s << 3))) * columnBytes
      const missing = v128.load32_splat(slots + (s << 3), 4)
      const a = v128.load(from)
      const b = v128.load(from, 16)
      v128.store(tile, v128.bitselect(a, missing, f32x4.eq(a, a)))
      v128.store(tile, v128.bitselect(b, missing, f32x4.eq(b, b)), 16)
      tile += 32
    }
  }
}

/** The same of doubles. */
export function fillTile64(
  raw: usize,
  columnBytes: usize,
  first: usize,
  groups: u32,
  slots: usize,
  slotCount: u32,
  tile: usize,
): void {
  for (let g: u32 = 0; g < groups; g++) {
    const at = raw + ((first + (g << 3)) << 3)
    for (let s: u32 = 0; s < slotCount; s++) {
      const from = at + usize(load<u32>(slots + (s << 3))) * columnBytes
      const missing = f64x2.splat(f64(load<f32>(slots + (s << 3), 4)))
      const a = v128.load(from)
      const b = v128.load(from, 16)
      const c = v128.load(from, 32)
      const d = v128.load(from, 48)
      v128.store(tile, v128.bitselect(a, missing, f64x2.eq(a, a)))
      v128.store(tile, v128.bitselect(b, missing, f64x2.eq(b, b)), 16)
      v128.store(tile, v128.bitselect(c, missing, f64x2.eq(c, c)), 32)
      v128.store(tile, v128.bitselect(d, missing, f64x2.eq(d, d)), 48)
      tile += 64
    }
  }
}
