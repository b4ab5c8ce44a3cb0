export interface GraphEdge {
  readonly from: string
  readonly to: string
}

/**
 * The row of each node: one below its lowest predecessor. A node that waits for nothing moves down to just above the
 * first that needs it, which keeps edges short; a row of more than `most` nodes becomes several.
 */
export function layerGraph(names: readonly string[], edges: readonly GraphEdge[], most: number): readonly string[][] {
  const level = new Map(names.map((name) => [name, 0]))
  const at = (name: string) => level.get(name) ?? 0
  // Names come in an order in which they can run, so that one pass settles every level.
  for (const name of names) {
    const above = edges.filter((edge) => edge.to === name).map((edge) => at(edge.from) + 1)
    level.set(name, Math.max(0, ...above))
  }
  for (const name of names) {
    const below = edges.filter((edge) => edge.from === name).map((edge) => at(edge.to) - 1)
    if (below.length > 0 && !edges.some((edge) => edge.to === name)) level.set(name, Math.min(...below))
  }
  const layers: string[][] = []
  for (let index = 0; index <= Math.max(0, ...level.values()); index += 1) {
    const layer = names.filter((name) => at(name) === index)
    const parts = Math.max(1, Math.ceil(layer.length / most))
    const size = Math.ceil(layer.length / parts)
    for (let part = 0; part < parts; part += 1) layers.push(layer.slice(part * size, (part + 1) * size))
  }
  return layers
}
