/**
 * Runs the trials of a batch in the order in which they were asked for, so many of them at a time. When some of them throw, those
 * that have begun are let end, no more are begun, and the first one's error is thrown: which it is does not depend on `lanes`.
 *
 * @param lanes 1 runs them one after another
 * @returns what each gave, in order
 */
export async function runBatch<Made>(
  count: number,
  lanes: number,
  run: (place: number) => Promise<Made>,
): Promise<Made[]> {
  const made = new Array<Made>(count)
  const errors = new Map<number, unknown>()
  let begun = 0
  async function lane(): Promise<void> {
    while (begun < count && errors.size === 0) {
      const place = begun++
      try {
        made[place] = await run(place)
      } catch (error) {
        errors.set(place, error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, count) }, lane))
  if (errors.size > 0) throw errors.get(Math.min(...errors.keys()))
  return made
}

/**
 * How long a batch takes when each trial begins as soon as one of so many lanes is free: trials of an earlier run count as they
 * would have then. O(count · lanes).
 * @example batchSeconds([3, 1, 1], 2) // 3
 */
export function batchSeconds(seconds: readonly number[], lanes: number): number {
  const ends = new Array<number>(Math.max(1, lanes)).fill(0)
  for (const each of seconds) {
    const free = ends.indexOf(Math.min(...ends))
    ends[free]! += each
  }
  return Math.max(...ends)
}
