import { type GraphEdge, layerGraph } from './layer-graph.ts'
import { type LayoutNode, orderLayers } from './order-layers.ts'
import { placeAcross } from './place-across.ts'

export interface GraphLayout {
  readonly width: number
  readonly height: number
  /** Centres. */
  readonly nodes: ReadonlyMap<string, { readonly x: number; readonly y: number }>
  /** Paths; wires from one stage run together as long as they can. */
  readonly lines: readonly string[]
}

export interface GraphSize {
  readonly nodeWidth: number
  readonly nodeHeight: number
  /** Width that is there without scrolling. */
  readonly width: number
}

const GAP_ACROSS = 18
const GAP_BETWEEN = 38
const BEND = 14
const MARGIN = 3

/** A layered drawing: left to right where it fits the width, else from top to bottom. Same graph, same drawing. */
export function layoutGraph(names: readonly string[], edges: readonly GraphEdge[], size: GraphSize): GraphLayout {
  const known = new Set(names)
  const wires = unique(edges.filter((edge) => known.has(edge.from) && known.has(edge.to) && edge.from !== edge.to))
  if (names.length === 0) return { width: 0, height: 0, nodes: new Map(), lines: [] }
  const depth = layerGraph(names, wires, Number.POSITIVE_INFINITY).length
  const sideways = depth * (size.nodeWidth + GAP_BETWEEN) - GAP_BETWEEN + 2 * MARGIN <= size.width
  const [along, across] = sideways ? [size.nodeWidth, size.nodeHeight] : [size.nodeHeight, size.nodeWidth]
  const limit = sideways ? Number.POSITIVE_INFINITY : size.width - 2 * MARGIN
  const most = sideways ? limit : Math.max(1, Math.floor((size.width + GAP_ACROSS) / (across + GAP_ACROSS)))
  let drawing = arrange(names, wires, most, across, limit)
  // Wires that pass a full row need room beside it: then the row has to hold fewer.
  for (let fewer = most - 1; !sideways && fewer >= 2 && drawing.extent > size.width; fewer -= 1)
    drawing = arrange(names, wires, fewer, across, limit)
  const { ordered, chains, extent } = drawing

  const level = (node: LayoutNode) => MARGIN + along / 2 + node.layer * (along + GAP_BETWEEN)
  const point = (node: LayoutNode) =>
    sideways ? { x: level(node), y: node.position } : { x: node.position, y: level(node) }
  const length = ordered.length * (along + GAP_BETWEEN) - GAP_BETWEEN + 2 * MARGIN
  return {
    width: Math.ceil(sideways ? length : extent),
    height: Math.ceil(sideways ? extent : length),
    nodes: new Map(
      ordered.flat().flatMap((node) => (node.name === undefined ? [] : [[node.name, point(node)] as const])),
    ),
    lines: linesOf(chains, point, along / 2, sideways),
  }
}

function arrange(names: readonly string[], wires: readonly GraphEdge[], most: number, across: number, limit: number) {
  const { layers, chains } = withBends(layerGraph(names, wires, most), wires)
  const ordered = orderLayers(layers)
  return { ordered, chains, extent: position(ordered, across, limit) }
}

function unique(edges: readonly GraphEdge[]): GraphEdge[] {
  return [...new Map(edges.map((edge) => [JSON.stringify([edge.from, edge.to]), edge])).values()]
}

/** Splits an edge over several layers into a chain with a bend on each layer between, shared by all from one stage. */
function withBends(layers: readonly (readonly string[])[], edges: readonly GraphEdge[]) {
  const node = (name: string | undefined, layer: number): LayoutNode => ({
    name,
    layer,
    above: [],
    below: [],
    position: 0,
  })
  const result = layers.map((layer, index) => layer.map((name) => node(name, index)))
  const byName = new Map(result.flat().map((item) => [item.name, item]))
  const bends = new Map<string, LayoutNode>()
  const bendOf = (from: string, layer: number): LayoutNode => {
    const key = JSON.stringify([from, layer])
    const known = bends.get(key)
    if (known !== undefined) return known
    const bend = node(undefined, layer)
    bends.set(key, bend)
    result[layer]?.push(bend)
    return bend
  }
  const chains = edges.flatMap(({ from, to }) => {
    const [start, end] = [byName.get(from), byName.get(to)]
    if (start === undefined || end === undefined || start.layer >= end.layer) return []
    const nodes = [start]
    for (let layer = start.layer + 1; layer < end.layer; layer += 1) nodes.push(bendOf(from, layer))
    nodes.push(end)
    for (const [index, item] of nodes.slice(1).entries()) {
      const before = nodes[index]!
      if (!before.below.includes(item)) before.below.push(item)
      if (!item.above.includes(before)) item.above.push(before)
    }
    return [nodes]
  })
  return { layers: result, chains }
}

/** Sets the place of each node across its layer, near its neighbours; gives the extent needed. */
function position(layers: readonly (readonly LayoutNode[])[], across: number, limit: number): number {
  const half = (node: LayoutNode) => (node.name === undefined ? BEND : across) / 2
  const gaps = layers.map((layer) =>
    layer.map((node, i) => {
      const before = layer[i - 1]
      return before === undefined
        ? 0
        : half(before) + half(node) + (before.name === undefined || node.name === undefined ? 6 : GAP_ACROSS)
    }),
  )
  const widths = gaps.map(
    (gap, i) => gap.reduce((total, value) => total + value, 0) + half(layers[i]![0]!) + half(layers[i]!.at(-1)!),
  )
  const widest = Math.max(...widths, across)
  const middle = Math.max(widest, Number.isFinite(limit) ? Math.min(limit, widest * 1.15) : widest) / 2
  for (const layer of layers) for (const node of layer) node.position = middle
  for (let round = 0; round < 16; round += 1) {
    const down = round % 2 === 0
    const order = down ? [...layers.keys()] : [...layers.keys()].reverse()
    for (const index of order) {
      const layer = layers[index] ?? []
      const wishes = layer.map((node) => {
        const near = round < 8 ? (down ? node.above : node.below) : [...node.above, ...node.below]
        if (near.length === 0) return node.position
        return near.reduce((total, other) => total + other.position, 0) / near.length
      })
      const bounds: [number, number] = [half(layer[0]!), Math.max(middle * 2, widest) - half(layer.at(-1)!)]
      const places = placeAcross(wishes, gaps[index] ?? [], bounds)
      for (const [i, node] of layer.entries()) node.position = places[i] ?? 0
    }
  }
  straighten(layers, gaps, half, Math.max(middle * 2, widest))
  const all = layers.flat()
  const least = Math.min(...all.map((node) => node.position - half(node)))
  for (const node of all) node.position += MARGIN - least
  return Math.max(...all.map((node) => node.position + half(node))) + MARGIN
}

/** A last pass down: what hangs on a single node that has nothing else below stands exactly under it. */
function straighten(
  layers: readonly (readonly LayoutNode[])[],
  gaps: readonly (readonly number[])[],
  half: (node: LayoutNode) => number,
  extent: number,
): void {
  for (const [index, layer] of layers.entries()) {
    const wishes = layer.map((node) => {
      const [only] = node.above
      return only !== undefined && node.above.length === 1 && only.below.length === 1 ? only.position : node.position
    })
    const places = placeAcross(wishes, gaps[index] ?? [], [half(layer[0]!), extent - half(layer.at(-1)!)])
    for (const [i, node] of layer.entries()) node.position = places[i] ?? 0
  }
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Smooth lines that leave and enter along the direction of the layers, straight where they pass a layer; each once. */
function linesOf(
  chains: readonly (readonly LayoutNode[])[],
  point: (node: LayoutNode) => Point,
  half: number,
  sideways: boolean,
): string[] {
  const n = (value: number) => String(Math.round(value * 10) / 10)
  const pair = (main: number, cross: number) => (sideways ? `${n(main)} ${n(cross)}` : `${n(cross)} ${n(main)}`)
  const main = (place: Point) => (sideways ? place.x : place.y)
  const cross = (place: Point) => (sideways ? place.y : place.x)
  const lines = new Set<string>()
  for (const chain of chains) {
    for (const [index, node] of chain.slice(1).entries()) {
      const [from, to] = [point(chain[index]!), point(node)]
      const [start, end] = [main(from) + half, main(to) - half]
      const middle = (start + end) / 2
      const pass = node.name === undefined ? `L${pair(main(to) + half, cross(to))}` : ''
      lines.add(
        `M${pair(start, cross(from))}C${pair(middle, cross(from))} ${pair(middle, cross(to))} ${pair(end, cross(to))}${pass}`,
      )
    }
  }
  return [...lines]
}
