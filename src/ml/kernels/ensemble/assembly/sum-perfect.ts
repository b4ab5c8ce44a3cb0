/**
 * Adds the leaves of perfect trees: no pointers, no question whether a node is a leaf. A node is its number, the root 1,
 * the children of n 2n and 2n + 1; after `depth` steps n - 2^depth is the number of the leaf. Eight rows go through a tree
 * together: no step of one waits for another's.
 *
 * The first three levels are another matter: all their seven nodes are asked at once, for four rows in one register. That
 * is fewer instructions than to follow four rows through three nodes each; from the fourth level on it would be more.
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
  const eight = i32x4.splat(8)
  const rowBytes = usize(width) << 2
  for (let t: u32 = 0; t < trees; t++) {
    const entry = table + (t << 4)
    const tree = usize(load<u32>(entry))
    const depth = load<u32>(entry, 8)
    const leaves = usize(load<u32>(entry, 4)) - (usize(4) << depth)
    const first: u32 = depth >= 3 ? 3 : 0
    // Of trees that are lower these are not used, and not outside of the memory either: leaves follow.
    const t1 = v128.load32_splat(tree, 8)
    const o1 = load<u32>(tree, 12)
    const t2 = v128.load32_splat(tree, 16)
    const o2 = load<u32>(tree, 20)
    const t3 = v128.load32_splat(tree, 24)
    const o3 = load<u32>(tree, 28)
    const t4 = v128.load32_splat(tree, 32)
    const o4 = load<u32>(tree, 36)
    const t5 = v128.load32_splat(tree, 40)
    const o5 = load<u32>(tree, 44)
    const t6 = v128.load32_splat(tree, 48)
    const o6 = load<u32>(tree, 52)
    const t7 = v128.load32_splat(tree, 56)
    const o7 = load<u32>(tree, 60)
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
        // A mask that is set is -1: less four times the first, twice the second and once the third answer.
        const low1 = f32x4.ge(v128.load(at + o1), t1)
        const low2 = f32x4.ge(v128.load(at + o2), t2)
        const low3 = f32x4.ge(v128.load(at + o3), t3)
        const lowLeft = v128.bitselect(f32x4.ge(v128.load(at + o5), t5), f32x4.ge(v128.load(at + o4), t4), low2)
        const lowRight = v128.bitselect(f32x4.ge(v128.load(at + o7), t7), f32x4.ge(v128.load(at + o6), t6), low3)
        const low = i32x4.sub(
          eight,
          i32x4.add(
            i32x4.add(i32x4.shl(low1, 2), i32x4.shl(v128.bitselect(low3, low2, low1), 1)),
            v128.bitselect(lowRight, lowLeft, low1),
          ),
        )
        const high1 = f32x4.ge(v128.load(at + o1, 16), t1)
        const high2 = f32x4.ge(v128.load(at + o2, 16), t2)
        const high3 = f32x4.ge(v128.load(at + o3, 16), t3)
        const highLeft = v128.bitselect(
          f32x4.ge(v128.load(at + o5, 16), t5),
          f32x4.ge(v128.load(at + o4, 16), t4),
          high2,
        )
        const highRight = v128.bitselect(
          f32x4.ge(v128.load(at + o7, 16), t7),
          f32x4.ge(v128.load(at + o6, 16), t6),
          high3,
        )
        const high = i32x4.sub(
          eight,
          i32x4.add(
            i32x4.add(i32x4.shl(high1, 2), i32x4.shl(v128.bitselect(high3, high2, high1), 1)),
            v128.bitselect(highRight, highLeft, high1),
          ),
        )
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
      if (width == 1) {
        // The sums of rows lie side by side. Each is one addition, as below.
        let four = v128.load32_zero(leaves + (n0 << 2))
        four = v128.load32_lane(leaves + (n1 << 2), four, 1)
        four = v128.load32_lane(leaves + (n2 << 2), four, 2)
        four = v128.load32_lane(leaves + (n3 << 2), four, 3)
        v128.store(row, f32x4.add(v128.load(row), four))
        let rest = v128.load32_zero(leaves + (n4 << 2))
        rest = v128.load32_lane(leaves + (n5 << 2), rest, 1)
        rest = v128.load32_lane(leaves + (n6 << 2), rest, 2)
        rest = v128.load32_lane(leaves + (n7 << 2), rest, 3)
        v128.store(row, f32x4.add(v128.load(row, 16), rest), 16)
        row += 32
      } else {
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
      }
      at += groupBytes
    }
  }
}
