/**
 * Whether a row is drawn, with probability `share`: a hash of seed and row, so that it does not matter who asks for
 * which rows. The hash is the finaliser of MurmurHash3 (Appleby), applied twice. O(1).
 */
export function openSampleRows(seed: number, share: number): (row: number) => boolean {
  const bound = share * 2 ** 32
  return (row) => mix(mix(row ^ seed) + seed) >>> 0 < bound
}

function mix(value: number): number {
  let z = value | 0
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
  return z ^ (z >>> 16)
}
