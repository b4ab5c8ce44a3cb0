import { describe, expect, it } from 'vitest'
import { layoutGraph } from '../../src/report/graph/layout-graph.ts'
import { placeAcross } from '../../src/report/graph/place-across.ts'
import { sampleModel } from './sample-model.ts'

const size = { nodeWidth: 160, nodeHeight: 52, width: 900 }

function overlaps(names: readonly string[], edges: readonly { from: string; to: string }[]): number {
  const places = [...layoutGraph(names, edges, size).nodes.values()]
  let count = 0
  for (const [i, a] of places.entries())
    for (const b of places.slice(i + 1))
      if (Math.abs(a.x - b.x) < size.nodeWidth && Math.abs(a.y - b.y) < size.nodeHeight) count += 1
  return count
}

describe('layoutGraph', () => {
  it('draws sixteen stages without overlap, below one another, within the width', () => {
    const names = sampleModel.stages.map((stage) => stage.name)
    const layout = layoutGraph(names, sampleModel.edges, size)
    expect(overlaps(names, sampleModel.edges)).toBe(0)
    expect(layout.width).toBeLessThanOrEqual(size.width)
    for (const { from, to } of sampleModel.edges)
      expect(layout.nodes.get(to)!.y).toBeGreaterThan(layout.nodes.get(from)!.y)
  })

  it('draws a wide fan without overlap', () => {
    const sources = Array.from({ length: 40 }, (_, i) => `s${i}`)
    const edges = sources.map((from) => ({ from, to: 'join' }))
    expect(overlaps([...sources, 'join'], edges)).toBe(0)
  })

  it('draws a short pipeline from left to right', () => {
    const layout = layoutGraph(
      ['a', 'b', 'c'],
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'c' },
      ],
      size,
    )
    expect([...layout.nodes.values()].map((node) => node.y)).toEqual([29, 29, 29])
    expect(layout.nodes.get('c')!.x).toBeGreaterThan(layout.nodes.get('b')!.x)
  })

  it('breaks a row of twelve independent stages', () => {
    const chain = ['a', 'b', 'c', 'd', 'e', 'f']
    const wide = Array.from({ length: 12 }, (_, i) => `w${i}`)
    const edges = [
      ...chain.slice(1).map((to, i) => ({ from: chain[i]!, to })),
      ...wide.map((to) => ({ from: 'f', to })),
    ]
    expect(layoutGraph([...chain, ...wide], edges, size).width).toBeLessThanOrEqual(size.width)
    expect(overlaps([...chain, ...wide], edges)).toBe(0)
  })

  it('ignores wires to stages that are not there, and draws nothing for nothing', () => {
    expect(
      layoutGraph(
        ['a'],
        [
          { from: 'a', to: 'gone' },
          { from: 'a', to: 'a' },
        ],
        size,
      ).lines,
    ).toEqual([])
    const none = layoutGraph([], [], size)
    expect(Number.isFinite(none.width) && Number.isFinite(none.height)).toBe(true)
  })

  it('gives the same drawing for the same graph', () => {
    const names = sampleModel.stages.map((stage) => stage.name)
    expect(layoutGraph(names, sampleModel.edges, size)).toEqual(layoutGraph(names, sampleModel.edges, size))
  })
})

describe('placeAcross', () => {
  it('keeps wishes that do not collide, and spreads those that do around their mean', () => {
    expect(placeAcross([10, 100], [0, 20], [0, 200])).toEqual([10, 100])
    expect(placeAcross([50, 50, 50], [0, 20, 20], [0, 200])).toEqual([30, 50, 70])
  })

  it('keeps everything between the bounds', () => {
    expect(placeAcross([-50, 0], [0, 20], [0, 200])).toEqual([0, 20])
    expect(placeAcross([500, 600], [0, 20], [0, 200])).toEqual([180, 200])
  })
})
