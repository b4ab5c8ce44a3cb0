/** By label, the one that the headline is about first: the order of keys in the pipeline file decides nothing. */
export function wiresInOrder<T>(labelled: Readonly<Record<string, T>>, first?: string): [string, T][] {
  const rank = (label: string) => (label === first ? 0 : 1)
  return Object.entries(labelled).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
}
