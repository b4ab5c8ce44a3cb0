import type { GrowNode } from './grow-node.ts'

/**
 * Which node's histogram lies in which slot. There are fewer slots than nodes: when none is free, the node of the lowest
 * number that is not protected gives up its own, and its children are then both counted anew instead of one being
 * subtracted. Every member keeps its own account; all come to the same.
 */
export interface HistogramSlots {
  /** Gives the node a slot, at the cost of another when need be, but not of one of `inUse`. */
  take(node: GrowNode, inUse: ReadonlySet<GrowNode>): void
  /** A node that needs its histogram no more. */
  free(node: GrowNode): void
  /** Hands a node's slot to another. */
  pass(from: GrowNode, to: GrowNode): void
}

export function createHistogramSlots(count: number): HistogramSlots {
  const holders: (GrowNode | undefined)[] = new Array(count).fill(undefined)

  function free(node: GrowNode): void {
    if (node.slot >= 0) holders[node.slot] = undefined
    node.slot = -1
  }
  return {
    free,
    take(node, inUse) {
      let slot = holders.indexOf(undefined)
      if (slot < 0) {
        const victims = holders.filter((holder) => !inUse.has(holder!)) as GrowNode[]
        const victim = victims.reduce((first, other) => (other.id < first.id ? other : first))
        slot = victim.slot
        free(victim)
      }
      holders[slot] = node
      node.slot = slot
    },
    pass(from, to) {
      holders[from.slot] = to
      to.slot = from.slot
      from.slot = -1
    },
  }
}
