import { addLeaf } from './add-leaf'
import { leafMark, leafNumber } from './leaf-mark'

/**
 * Adds the leaves of trees of any shape, in nodes of 8 bytes. A leaf leads to itself (nothing is at or above NaN), so
 * that eight rows can step together until the last of them has arrived; whether it has is asked every fourth step.
 */
export function sumSmall(
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
      let n0: u32 = 0
      let n1: u32 = 0
      let n2: u32 = 0
      let n3: u32 = 0
      let n4: u32 = 0
      let n5: u32 = 0
      let n6: u32 = 0
      let n7: u32 = 0
      do {
        for (let step: u32 = 0; step < 4; step++) {
          const w0 = load<u32>(tree + (n0 << 3), 4)
          const w1 = load<u32>(tree + (n1 << 3), 4)
          const w2 = load<u32>(tree + (n2 << 3), 4)
          const w3 = load<u32>(tree + (n3 << 3), 4)
          n0 = (w0 >> 8) + u32(load<f32>(at + ((w0 & 255) << 5)) >= load<f32>(tree + (n0 << 3)))
          n1 = (w1 >> 8) + u32(load<f32>(at + ((w1 & 255) << 5), 4) >= load<f32>(tree + (n1 << 3)))
          n2 = (w2 >> 8) + u32(load<f32>(at + ((w2 & 255) << 5), 8) >= load<f32>(tree + (n2 << 3)))
          n3 = (w3 >> 8) + u32(load<f32>(at + ((w3 & 255) << 5), 12) >= load<f32>(tree + (n3 << 3)))
          const w4 = load<u32>(tree + (n4 << 3), 4)
          const w5 = load<u32>(tree + (n5 << 3), 4)
          const w6 = load<u32>(tree + (n6 << 3), 4)
          const w7 = load<u32>(tree + (n7 << 3), 4)
          n4 = (w4 >> 8) + u32(load<f32>(at + ((w4 & 255) << 5), 16) >= load<f32>(tree + (n4 << 3)))
          n5 = (w5 >> 8) + u32(load<f32>(at + ((w5 & 255) << 5), 20) >= load<f32>(tree + (n5 << 3)))
          n6 = (w6 >> 8) + u32(load<f32>(at + ((w6 & 255) << 5), 24) >= load<f32>(tree + (n6 << 3)))
          n7 = (w7 >> 8) + u32(load<f32>(at + ((w7 & 255) << 5), 28) >= load<f32>(tree + (n7 << 3)))
        }
      } while (
        i32(load<i32>(tree + (n0 << 3)) < leafMark) |
        i32(load<i32>(tree + (n1 << 3)) < leafMark) |
        i32(load<i32>(tree + (n2 << 3)) < leafMark) |
        i32(load<i32>(tree + (n3 << 3)) < leafMark) |
        i32(load<i32>(tree + (n4 << 3)) < leafMark) |
        i32(load<i32>(tree + (n5 << 3)) < leafMark) |
        i32(load<i32>(tree + (n6 << 3)) < leafMark) |
        i32(load<i32>(tree + (n7 << 3)) < leafMark)
      )
      addLeaf(row, values, load<u32>(tree + (n0 << 3)) & leafNumber, outputs, wide)
      row += rowBytes
      addLeaf(row, values, load<u32>(tree + (n1 << 3)) & leafNumber, outputs, wide)
      row += rowBytes
      addLeaf(row, values, load<u32>(tree + (n2 << 3)) & leafNumber, outputs, wide)
      row += rowBytes
      addLeaf(row, values, load<u32>(tree + (n3 << 3)) & leafNumber, outputs, wide)
      row += rowBytes
      addLeaf(row, values, load<u32>(tree + (n4 << 3)) & leafNumber, outputs, wide)
      row += rowBytes
      addLeaf(row, values, load<u32>(tree + (n5 << 3)) & leafNumber, outputs, wide)
      row += rowBytes
      addLeaf(row, values, load<u32>(tree + (n6 << 3)) & leafNumber, outputs, wide)
      row += rowBytes
      addLeaf(row, values, load<u32>(tree + (n7 << 3)) & leafNumber, outputs, wide)
      row += rowBytes
      at += groupBytes
    }
  }
}
