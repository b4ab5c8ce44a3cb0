/**
 * The numbers of the nodes on the fourth level at which four rows arrive: 8 … 15. All seven nodes above are asked at once,
 * which is fewer instructions than to follow four rows through three of them each.
 */
function topNodes(tree: usize, at: usize): v128 {
  const m1 = f32x4.ge(v128.load(at + load<u32>(tree, 12)), v128.load32_splat(tree, 8))
  const m2 = f32x4.ge(v128.load(at + load<u32>(tree, 20)), v128.load32_splat(tree, 16))
  const m3 = f32x4.ge(v128.load(at + load<u32>(tree, 28)), v128.load32_splat(tree, 24))
  const m4 = f32x4.ge(v128.load(at + load<u32>(tree, 36)), v128.load32_splat(tree, 32))
  const m5 = f32x4.ge(v128.load(at + load<u32>(tree, 44)), v128.load32_splat(tree, 40))
  const m6 = f32x4.ge(v128.load(at + load<u32>(tree, 52)), v128.load32_splat(tree, 48))
  const m7 = f32x4.ge(v128.load(at + load<u32>(tree, 60)), v128.load32_splat(tree, 56))
  const second = v128.bitselect(m3, m2, m1)
  const third = v128.bitselect(v128.bitselect(m7, m6, m3), v128.bitselect(m5, m4, m2), m1)
  // A mask that is set is -1.
  const bits = i32x4.add(i32x4.add(i32x4.shl(m1, 2), i32x4.shl(second, 1)), third)
  return i32x4.sub(i32x4.splat(8), bits)
}

/**
 * Adds the leaves of perfect trees: no pointers, no question whether a node is a leaf. A node is its number, the root 1,
 * the children of n 2n and 2n + 1; after `depth` steps n - 2^depth is the number of the leaf. Eight rows go through a tree
 * together: no step of one waits for another's.
 */
export function sumPerfect(
  table: usize,
  trees: u32,
  tile: usize,
  groups: u32,
  groupBytes: usize,
  sums: usize,
  width: u32,
): void {
  const rowBytes = usize(width) << 2
  for (let t: u32 = 0; t < trees; t++) {
    const entry = table + (t << 4)
    const tree = usize(load<u32>(entry))
    const depth = load<u32>(entry, 8)
    const leaves = usize(load<u32>(entry, 4)) - (usize(4) << depth)
    const first: u32 = depth >= 3 ? 3 : 0
    let row = sums + (usize(load<u32>(entry, 12)) << 2)
    let at = tile
    for (let g: u32 = 0; g < groups; g++) {
      let n0: u32 = 1
      let n1: u32 = 1
      let n2: u32 = 1
      let n3: u32 = 1
      let n4: u32 = 1
      let n5: u32 = 1
      let n6: u32 = 1
      let n7: u32 = 1
      if (first > 0) {
        const low = topNodes(tree, at)
        const high = topNodes(tree, at + 16)
        n0 = u32(i32x4.extract_lane(low, 0))
        n1 = u32(i32x4.extract_lane(low, 1))
        n2 = u32(i32x4.extract_lane(low, 2))
        n3 = u32(i32x4.extract_lane(low, 3))
        n4 = u32(i32x4.extract_lane(high, 0))
        n5 = u32(i32x4.extract_lane(high, 1))
        n6 = u32(i32x4.extract_lane(high, 2))
        n7 = u32(i32x4.extract_lane(high, 3))
      }
      for (let step = first; step < depth; step++) {
        n0 = (n0 << 1) + u32(load<f32>(at + load<u32>(tree + (n0 << 3), 4)) >= load<f32>(tree + (n0 << 3)))
        n1 = (n1 << 1) + u32(load<f32>(at + load<u32>(tree + (n1 << 3), 4), 4) >= load<f32>(tree + (n1 << 3)))
        n2 = (n2 << 1) + u32(load<f32>(at + load<u32>(tree + (n2 << 3), 4), 8) >= load<f32>(tree + (n2 << 3)))
        n3 = (n3 << 1) + u32(load<f32>(at + load<u32>(tree + (n3 << 3), 4), 12) >= load<f32>(tree + (n3 << 3)))
        n4 = (n4 << 1) + u32(load<f32>(at + load<u32>(tree + (n4 << 3), 4), 16) >= load<f32>(tree + (n4 << 3)))
        n5 = (n5 << 1) + u32(load<f32>(at + load<u32>(tree + (n5 << 3), 4), 20) >= load<f32>(tree + (n5 << 3)))
        n6 = (n6 << 1) + u32(load<f32>(at + load<u32>(tree + (n6 << 3), 4), 24) >= load<f32>(tree + (n6 << 3)))
        n7 = (n7 << 1) + u32(load<f32>(at + load<u32>(tree + (n7 << 3), 4), 28) >= load<f32>(tree + (n7 << 3)))
      }
      store<f32>(row, load<f32>(row) + load<f32>(leaves + (n0 << 2)))
      row += rowBytes
      store<f32>(row, load<f32>(row) + load<f32>(leaves + (n1 << 2)))
      row += rowBytes
      store<f32>(row, load<f32>(row) + load<f32>(leaves + (n2 << 2)))
      row += rowBytes
      store<f32>(row, load<f32>(row) + load<f32>(leaves + (n3 << 2)))
      row += rowBytes
      store<f32>(row, load<f32>(row) + load<f32>(leaves + (n4 << 2)))
      row += rowBytes
      store<f32>(row, load<f32>(row) + load<f32>(leaves + (n5 << 2)))
      row += rowBytes
      store<f32>(row, load<f32>(row) + load<f32>(leaves + (n6 << 2)))
      row += rowBytes
      store<f32>(row, load<f32>(row) + load<f32>(leaves + (n7 << 2)))
      row += rowBytes
      at += groupBytes
    }
  }
}
