/** A small generator with a fixed seed: the samples look like data and are always the same. */
export function sampleRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}
