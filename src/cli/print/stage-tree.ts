/** One line of a drawn tree. */
export interface TreeLine {
  readonly name: string
  /** What stands before the name: guides of the branches that it is on. */
  readonly prefix: string
}

/**
 * Stages as a tree for a narrow column: what follows one after the other stands one below the other, and only where a
 * stage feeds several does each of them get a branch. A stage that reads from several stands below the last of them.
 *
 * @param names in an order in which they can run
 * @param parents what each reads from
 */
export function stageTree(names: readonly string[], parents: ReadonlyMap<string, readonly string[]>): TreeLine[] {
  const place = new Map(names.map((name, i) => [name, i]))
  const children = new Map<string | undefined, string[]>()
  for (const name of names) {
    const above = (parents.get(name) ?? []).filter((parent) => place.has(parent))
    const under = above.sort((a, b) => place.get(b)! - place.get(a)!)[0]
    children.set(under, [...(children.get(under) ?? []), name])
  }
  const lines: TreeLine[] = []
  // A stack and not recursion: chains may be long.
  const stack = (children.get(undefined) ?? []).map((name) => ({ name, prefix: '', rest: '' })).reverse()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { name, prefix, rest } = next
    lines.push({ name, prefix })
    const below = children.get(name) ?? []
    const branches = below.map((child, i) => {
      if (below.length === 1) return { name: child, prefix: rest, rest }
      const last = i === below.length - 1
      return { name: child, prefix: `${rest}${last ? '└ ' : '├ '}`, rest: `${rest}${last ? '  ' : '│ '}` }
    })
    stack.push(...branches.reverse())
  }
  return lines
}
