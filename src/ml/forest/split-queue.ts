/**
 * Nodes that wait to be split, the one that helps most first; of equal ones the one that was made first. A binary heap:
 * O(log n) for each.
 */
export class SplitQueue {
  readonly #nodes: number[] = []
  readonly #decrease: (node: number) => number

  constructor(decrease: (node: number) => number) {
    this.#decrease = decrease
  }

  add(node: number): void {
    const nodes = this.#nodes
    let at = nodes.push(node) - 1
    while (at > 0) {
      const parent = (at - 1) >>> 1
      if (!this.#before(at, parent)) return
      this.#swap(at, parent)
      at = parent
    }
  }

  /** Takes the first one out; -1 when there is none. */
  take(): number {
    const nodes = this.#nodes
    if (nodes.length === 0) return -1
    const first = nodes[0]!
    const last = nodes.pop()!
    if (nodes.length === 0) return first
    nodes[0] = last
    let at = 0
    for (;;) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < nodes.length && this.#before(child, least)) least = child
      }
      if (least === at) return first
      this.#swap(at, least)
      at = least
    }
  }

  #before(i: number, j: number): boolean {
    const [a, b] = [this.#nodes[i]!, this.#nodes[j]!]
    const [x, y] = [this.#decrease(a), this.#decrease(b)]
    return x > y || (x === y && a < b)
  }

  #swap(i: number, j: number): void {
    const node = this.#nodes[i]!
    this.#nodes[i] = this.#nodes[j]!
    this.#nodes[j] = node
  }
}
