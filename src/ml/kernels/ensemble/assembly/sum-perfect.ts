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
      for (let step: u32 = 0; step < depth; step++) {
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
