/** Takes one row through one perfect tree. */
function leafOf(tree: usize, depth: u32, row: usize): u32 {
  let n: u32 = 1
  for (let step: u32 = 0; step < depth; step++) {
    n = (n << 1) + u32(load<f32>(row + load<u32>(tree + (n << 3), 4)) >= load<f32>(tree + (n << 3)))
  }
  return n
}

function addTree(entry: usize, n: u32, sums: usize): void {
  const leaf = load<f32>(usize(load<u32>(entry, 4)) + (n << 2) - (usize(4) << load<u32>(entry, 8)))
  const sum = sums + (usize(load<u32>(entry, 12)) << 2)
  store<f32>(sum, load<f32>(sum) + leaf)
}

/**
 * Adds the leaves of perfect trees for one row, which lies in the first lane of a group. Here eight trees are gone through
 * together, and their leaves are added in the order of trees.
 */
export function sumRow(table: usize, trees: u32, row: usize, sums: usize): void {
  let t: u32 = 0
  let entry = table
  while (t < trees) {
    const depth = load<u32>(entry, 8)
    const alike =
      t + 8 <= trees &&
      ((load<u32>(entry, 24) ^ depth) |
        (load<u32>(entry, 40) ^ depth) |
        (load<u32>(entry, 56) ^ depth) |
        (load<u32>(entry, 72) ^ depth) |
        (load<u32>(entry, 88) ^ depth) |
        (load<u32>(entry, 104) ^ depth) |
        (load<u32>(entry, 120) ^ depth)) ==
        0
    if (!alike) {
      addTree(entry, leafOf(usize(load<u32>(entry)), depth, row), sums)
      entry += 16
      t++
      continue
    }
    const t0 = usize(load<u32>(entry))
    const t1 = usize(load<u32>(entry, 16))
    const t2 = usize(load<u32>(entry, 32))
    const t3 = usize(load<u32>(entry, 48))
    const t4 = usize(load<u32>(entry, 64))
    const t5 = usize(load<u32>(entry, 80))
    const t6 = usize(load<u32>(entry, 96))
    const t7 = usize(load<u32>(entry, 112))
    let n0: u32 = 1
    let n1: u32 = 1
    let n2: u32 = 1
    let n3: u32 = 1
    let n4: u32 = 1
    let n5: u32 = 1
    let n6: u32 = 1
    let n7: u32 = 1
    for (let step: u32 = 0; step < depth; step++) {
      n0 = (n0 << 1) + u32(load<f32>(row + load<u32>(t0 + (n0 << 3), 4)) >= load<f32>(t0 + (n0 << 3)))
      n1 = (n1 << 1) + u32(load<f32>(row + load<u32>(t1 + (n1 << 3), 4)) >= load<f32>(t1 + (n1 << 3)))
      n2 = (n2 << 1) + u32(load<f32>(row + load<u32>(t2 + (n2 << 3), 4)) >= load<f32>(t2 + (n2 << 3)))
      n3 = (n3 << 1) + u32(load<f32>(row + load<u32>(t3 + (n3 << 3), 4)) >= load<f32>(t3 + (n3 << 3)))
      n4 = (n4 << 1) + u32(load<f32>(row + load<u32>(t4 + (n4 << 3), 4)) >= load<f32>(t4 + (n4 << 3)))
      n5 = (n5 << 1) + u32(load<f32>(row + load<u32>(t5 + (n5 << 3), 4)) >= load<f32>(t5 + (n5 << 3)))
      n6 = (n6 << 1) + u32(load<f32>(row + load<u32>(t6 + (n6 << 3), 4)) >= load<f32>(t6 + (n6 << 3)))
      n7 = (n7 << 1) + u32(load<f32>(row + load<u32>(t7 + (n7 << 3), 4)) >= load<f32>(t7 + (n7 << 3)))
    }
    addTree(entry, n0, sums)
    addTree(entry + 16, n1, sums)
    addTree(entry + 32, n2, sums)
    addTree(entry + 48, n3, sums)
    addTree(entry + 64, n4, sums)
    addTree(entry + 80, n5, sums)
    addTree(entry + 96, n6, sums)
    addTree(entry + 112, n7, sums)
    entry += 128
    t += 8
  }
}
