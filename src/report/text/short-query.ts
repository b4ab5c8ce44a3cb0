const most = 72

/** The text of a query as the name of what it gave: on one line, its end cut off. */
export function shortQuery(query: string): string {
  const line = query.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}
