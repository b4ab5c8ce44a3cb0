import type { Split } from './grow-node.ts'

/** Writes a byte a bin: 1 where its rows go left. */
export function fillGoesLeft(goesLeft: Uint8Array, split: Split, missingBin: number): void {
  const { goesRight, bin } = split
  if (goesRight === undefined) goesLeft.fill(1, 0, bin + 1).fill(0, bin + 1)
  else for (let c = 0; c < 256; c++) goesLeft[c] = ((goesRight[c >>> 5]! >>> (c & 31)) & 1) ^ 1
  goesLeft[missingBin] = split.missingLeft ? 1 : 0
}
