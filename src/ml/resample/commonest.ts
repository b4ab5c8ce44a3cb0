/** The values that occur most often, upwards; missing ones do not count. Empty when all are missing. O(n log n). */
export function commonestValues(values: Iterable<number>): number[] {
  const counts = new Map<number, number>()
  for (const value of values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return [...counts.keys()].filter((value) => counts.get(value) === most).sort((a, b) => a - b)
}
