/** A node of the drawing: a stage, or a bend of a long edge (which has no name). */
export interface LayoutNode {
  readonly name: string | undefined
  readonly layer: number
  readonly above: LayoutNode[]
  readonly below: LayoutNode[]
  /** Place across the layer, set by the layout. */
  position: number
}

/** Orders each layer by the mean place of its neighbours, up and down in turn, and keeps the order with fewest crossings. */
export function orderLayers(layers: readonly (readonly LayoutNode[])[]): LayoutNode[][] {
  let current = layers.map((layer) => [...layer])
  let best = current
  let fewest = crossings(current)
  for (let sweep = 0; sweep < 12 && fewest > 0; sweep += 1) {
    const down = sweep % 2 === 0
    current = sortedBy(current, down)
    const count = crossings(current)
    if (count < fewest) {
      fewest = count
      best = current
    }
  }
  return best
}

function sortedBy(layers: readonly LayoutNode[][], down: boolean): LayoutNode[][] {
  const place = new Map(layers.flatMap((layer) => layer.map((node, index) => [node, index] as const)))
  const result = layers.map((layer) => [...layer])
  const order = down ? result.keys() : [...result.keys()].reverse()
  for (const index of order) {
    const layer = result[index] ?? []
    const weight = new Map(
      layer.map((node) => {
        const near = down ? node.above : node.below
        const own = place.get(node) ?? 0
        const mean = near.reduce((total, other) => total + (place.get(other) ?? 0), 0) / Math.max(1, near.length)
        return [node, near.length === 0 ? own : mean]
      }),
    )
    layer.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0))
    for (const [at, node] of layer.entries()) place.set(node, at)
  }
  return result
}

function crossings(layers: readonly (readonly LayoutNode[])[]): number {
  const place = new Map(layers.flatMap((layer) => layer.map((node, index) => [node, index] as const)))
  let count = 0
  for (const layer of layers) {
    const ends = layer.flatMap((node, index) => node.below.map((to) => [index, place.get(to) ?? 0] as const))
    for (const [i, a] of ends.entries())
      for (const b of ends.slice(i + 1)) if ((a[0] - b[0]) * (a[1] - b[1]) < 0) count += 1
  }
  return count
}
