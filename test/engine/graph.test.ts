import { describe, expect, test } from 'vitest'
import { buildGraph, reach } from '../../src/engine/graph.ts'
import { selectStages } from '../../src/engine/select-stages.ts'
import { definitionOf } from '../rig/definition.ts'

describe('buildGraph', () => {
  test('puts every stage after all that it reads from, ties in the order of the file', () => {
    const graph = buildGraph(definitionOf({ d: ['b', 'c'], b: ['a'], c: ['a'], a: [], e: [] }))
    expect(graph.order).toEqual(['a', 'e', 'b', 'c', 'd'])
    expect(graph.parents.get('d')).toEqual(['b', 'c'])
    expect(graph.children.get('a')).toEqual(['b', 'c'])
  })

  test('counts a stage that is read twice once', () => {
    expect(buildGraph(definitionOf({ a: [], b: ['a', 'a'] })).parents.get('b')).toEqual(['a'])
  })

  test.each([
    [{ a: ['a'] }, 'a → a'],
    [{ a: ['b'], b: ['a'] }, 'b → a → b'],
    [{ start: [], a: ['start', 'c'], b: ['a'], c: ['b'], after: ['c'] }, 'b → c → a → b'],
  ])('spells the circle of %j out', (reads, circle) => {
    const edges = circle.split(' → ')
    expect(() => buildGraph(definitionOf(reads))).toThrow(expect.objectContaining({ code: 'E_CYCLE' }))
    try {
      buildGraph(definitionOf(reads))
    } catch (error) {
      const { message, at } = error as { message: string; at: { line: number } }
      const shown = message.split('circle: ')[1]!.split(' → ')
      expect(shown).toHaveLength(edges.length)
      expect(shown[0]).toBe(shown.at(-1))
      // Each reads from the one before it, and the place is that of one of these wires.
      shown.slice(1).forEach((name, i) => {
        expect((reads as Record<string, string[]>)[name]).toContain(shown[i])
      })
      expect(Object.keys(reads)[at.line - 1]).toBe(shown[1])
    }
  })

  test('takes a chain of 5,000 stages and a circle of 5,000', () => {
    const name = (i: number) => `s${i}`
    const chain = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [name(i), i === 0 ? [] : [name(i - 1)]]))
    const graph = buildGraph(definitionOf(chain))
    expect(graph.order).toHaveLength(5000)
    expect(graph.order.at(-1)).toBe('s4999')
    expect(reach(['s0'], graph.children).size).toBe(5000)
    expect(() => buildGraph(definitionOf({ ...chain, s0: ['s4999'] }))).toThrow(/circle: s/)
  })
})

describe('selectStages', () => {
  //  a → b → c     d → c     e
  const definition = definitionOf({ a: [], b: ['a'], d: [], c: ['b', 'd'], e: [] })
  const graph = buildGraph(definition)
  const pipeline = { graph, stages: new Map([...definition.stages].map(([name, node]) => [name, { node }])) }
  const stages = (selection: Parameters<typeof selectStages>[1]) => [...selectStages(pipeline, selection).stages].sort()
  const forced = (selection: Parameters<typeof selectStages>[1]) => [...selectStages(pipeline, selection).forced].sort()

  test('takes all, or the named ones with what they read from, or just them', () => {
    expect(stages({})).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(stages({ stages: ['b'] })).toEqual(['a', 'b'])
    expect(stages({ stages: ['b'], only: true })).toEqual(['b'])
    expect(stages({ from: 'b' })).toEqual(['a', 'b', 'c', 'd'])
    expect(stages({ from: 'b', only: true })).toEqual(['b', 'c'])
    expect(stages({ stages: ['e'], from: 'd' })).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('keeps an order in which they can run', () => {
    const { order } = graph
    const selected = selectStages(pipeline, { stages: ['c', 'b'] }).stages
    expect([...selected]).toEqual(order.filter((name) => selected.includes(name)))
  })

  test('forces what was named and not what it reads from', () => {
    expect(forced({ force: true })).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(forced({ stages: ['c'], force: true })).toEqual(['c'])
    expect(forced({ from: 'b', force: true })).toEqual(['b', 'c'])
    expect(forced({ stages: ['c'] })).toEqual([])
  })

  test('says which stage there is not', () => {
    expect(() => selectStages(pipeline, { stages: ['bb'] })).toThrow(
      expect.objectContaining({ code: 'E_UNKNOWN_STAGE', message: 'there is no stage "bb"' }),
    )
    expect(() => selectStages(pipeline, { from: 'nosuch' })).toThrow(
      expect.objectContaining({ code: 'E_UNKNOWN_STAGE' }),
    )
  })
})
