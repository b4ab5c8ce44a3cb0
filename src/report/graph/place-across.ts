/**
 * Places along a line as near as possible to where each wishes to be (least squares), in the given order, at least
 * `gaps[i]` apart from the one before, and all between `from` and `to` where they fit. Pool adjacent violators.
 */
export function placeAcross(
  wishes: readonly number[],
  gaps: readonly number[],
  [from, to]: readonly [number, number],
): number[] {
  const offsets: number[] = []
  for (const [index, gap] of gaps.entries()) offsets.push(index === 0 ? 0 : (offsets[index - 1] ?? 0) + gap)
  const blocks: { sum: number; count: number }[] = []
  for (const [index, wish] of wishes.entries()) {
    let block = { sum: wish - (offsets[index] ?? 0), count: 1 }
    for (let last = blocks.at(-1); last !== undefined && mean(last) >= mean(block); last = blocks.at(-1)) {
      block = { sum: block.sum + last.sum, count: block.count + last.count }
      blocks.pop()
    }
    blocks.push(block)
  }
  const highest = Math.max(from, to - (offsets.at(-1) ?? 0))
  const levels = blocks.flatMap((block) =>
    Array<number>(block.count).fill(Math.min(highest, Math.max(from, mean(block)))),
  )
  return levels.map((level, index) => level + (offsets[index] ?? 0))
}

function mean({ sum, count }: { sum: number; count: number }): number {
  return sum / count
}
