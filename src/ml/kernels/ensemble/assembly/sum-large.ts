import { addLeaf } from './add-leaf'

const leafMark: u32 = 0x7ff80000

/** The next node of a row: see `LargeNode` in `../ensemble-kernels.ts`. `value` is where the row's slot 0 lies. */
function next(tree: usize, n: u32, value: usize): u32 {
  const node = tree + (n << 4)
  const slot = load<u32>(node, 8)
  const x = load<f64>(value + (slot & 0xffffffc0))
  const left = load<u32>(node, 12)
  if ((slot & 1) == 0) return left + u32(x >= load<f64>(node))
  if (x != x) return left + 1 - ((slot >> 1) & 1)
  // What is no category is in no set.
  if (!(x >= 0 && x < 2147483648)) return left
  const category = u32(x)
  if (category >> 5 >= load<u32>(node, 4)) return left
  const word = load<u32>(load<u32>(node) + ((category >> 5) << 2))
  return left + ((word >> (category & 31)) & 1)
}

function isLeaf(tree: usize, n: u32): i32 {
  return i32(load<u32>(tree + (n << 4), 4) == leafMark)
}

/** Adds the leaves of trees of any shape and with categorical splits, in nodes of 16 bytes that compare doubles. */
export function sumLarge(
  table: usize,
  trees: u32,
  tile: usize,
  groups: u32,
  groupBytes: usize,
  sums: usize,
  width: u32,
  outputs: u32,
  wide: u32,
): void {
  const rowBytes = usize(width) << (2 + wide)
  for (let t: u32 = 0; t < trees; t++) {
    const entry = table + (t << 4)
    const tree = usize(load<u32>(entry))
    const values = usize(load<u32>(entry, 4))
    let row = sums + (usize(load<u32>(entry, 12)) << (2 + wide))
    let at = tile
    for (let g: u32 = 0; g < groups; g++) {
      for (let half: u32 = 0; half < 2; half++) {
        const from = at + (half << 5)
        let n0: u32 = 0
        let n1: u32 = 0
        let n2: u32 = 0
        let n3: u32 = 0
        do {
          n0 = next(tree, n0, from)
          n1 = next(tree, n1, from + 8)
          n2 = next(tree, n2, from + 16)
          n3 = next(tree, n3, from + 24)
        } while ((isLeaf(tree, n0) & isLeaf(tree, n1) & isLeaf(tree, n2) & isLeaf(tree, n3)) == 0)
        addLeaf(row, values, load<u32>(tree + (n0 << 4)), outputs, wide)
        row += rowBytes
        addLeaf(row, values, load<u32>(tree + (n1 << 4)), outputs, wide)
        row += rowBytes
        addLeaf(row, values, load<u32>(tree + (n2 << 4)), outputs, wide)
        row += rowBytes
        addLeaf(row, values, load<u32>(tree + (n3 << 4)), outputs, wide)
        row += rowBytes
      }
      at += groupBytes
    }
  }
}
