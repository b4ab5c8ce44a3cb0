import { leafMark, leafNumber } from './leaf-mark'

/**
 * Packs one tree into nodes of 8 bytes, without a branch that cannot be foretold: leaves come as often as splits.
 * O(count).
 * @param feature of its nodes, with `threshold`, `left` and `missingLeft` as in `TreeEnsemble`
 * @param root what `left` counts children from
 * @param firstLeaf what `left` counts leaves from
 * @param slotOf for each key + 4 (4 · feature, and 1 where missing values go left) its slot + 1, two bytes; 0: none yet.
 *   The first four, where leaves look, are 1
 * @param keys how many there are, then each
 * @returns 0, or 1 where the tree cannot be packed so
 */
export function packSmall(
  feature: usize,
  threshold: usize,
  left: usize,
  missingLeft: usize,
  count: u32,
  root: i32,
  firstLeaf: i32,
  slotOf: usize,
  keys: usize,
  nodes: usize,
): i32 {
  let bad: u32 = 0
  for (let i: u32 = 0; i < count; i++) {
    const f = load<i32>(feature + (i << 2))
    const t = load<f64>(threshold + (i << 3))
    const child = load<i32>(left + (i << 2))
    const missing = i32(load<u8>(missingLeft + i))
    const leaf = f < 0
    const key = (f << 2) + missing
    let slot = u32(load<u16>(slotOf + ((key + 4) << 1)))
    if (slot == 0) {
      slot = load<u32>(keys) + 1
      if (slot > 256) return 1
      store<u32>(keys, slot)
      store<i32>(keys + (slot << 2), key)
      store<u16>(slotOf + ((key + 4) << 1), u16(slot))
    }
    // The least single that is not below t: one bit on where rounding went below.
    const nearest = f32(t)
    const bits = reinterpret<i32>(nearest)
    const above = bits + select<i32>(select<i32>(1, -1, bits >= 0), 0, f64(nearest) < t)
    const number = child - firstLeaf
    // What stands for a missing value that goes left is below every threshold but this one.
    bad |= u32(leaf) & u32(u32(number) > leafNumber)
    bad |= u32(t == -Infinity) & u32(missing)
    store<i32>(nodes + (i << 3), select<i32>(leafMark | number, above, leaf))
    store<u32>(nodes + (i << 3), (select<u32>(i, u32(child - root), leaf) << 8) | (slot - 1), 4)
  }
  return i32(bad)
}
