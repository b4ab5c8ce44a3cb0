/** What one of the numbers counts. */
export function unit(): number {
  return 1
}
