/** Edit distance with insertions, deletions, substitutions and swaps of neighbours. O(n·m). */
function editDistance(a: string, b: string): number {
  const table: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)])
  for (let j = 0; j <= b.length; j++) table[0]![j] = j
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, table[i - 1]![j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, table[i - 2]![j - 2]! + 1)
      table[i]![j] = best
    }
  }
  return table[a.length]![b.length]!
}

/** The known name nearest to a misspelt one, or undefined when none is near. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 0.5
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

const shownNames = 20

/** "Did you mean "split.train"?" or, when nothing is near, the list of what there is. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const names = [...known]
  const nearest = nearestName(name, names)
  if (nearest !== undefined) return `Did you mean "${nearest}"?`
  if (names.length === 0) return 'There are none.'
  const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : ''
  return `There are: ${names.slice(0, shownNames).join(', ')}${more}.`
}
