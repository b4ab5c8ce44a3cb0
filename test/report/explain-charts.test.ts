import { describe, expect, it } from 'vitest'
import { swarmOffsets } from '../../src/report/charts/swarm-offsets.ts'
import type { ChartFigure } from '../../src/report/figure.ts'
import { beeswarm, dependence, importance, meanContributions, waterfalls } from '../../src/report/index.ts'

const valuesOf = <T>({ spec }: ChartFigure) => (spec.data as { values: T[] }).values
const count = (length: number) => Array.from({ length }, (_, i) => i)

describe('charts that explain a model', () => {
  it('never have more than 5,000 marks, and say when rows were left out', () => {
    const many = beeswarm({
      output: 'the value',
      unit: 'points',
      n: 3000,
      features: count(12).map((j) => ({ name: `f${j}`, contributions: count(3000), values: count(3000) })),
    })
    expect(valuesOf(many).length).toBe(4800)
    expect(many.subtitle).toContain('the first 10 of 12 features')
    expect(many.subtitle).toContain('one of 480 rows out of 3000')
    const lines = dependence({
      output: 'the value',
      n: 900,
      features: count(4).map((j) => ({
        name: `f${j}`,
        grid: count(50),
        average: count(50),
        curves: count(900).map(() => count(50)),
      })),
    })
    expect(valuesOf(lines).length).toBeLessThanOrEqual(5000)
    expect(lines.subtitle).toContain('thin lines for 23 of them')
  })

  it('stack the classes of a feature, and show one bar where there is one', () => {
    const three = meanContributions({
      outputs: ['a', 'b', 'c'],
      unit: 'probability',
      n: 5,
      features: [
        { name: 'small', means: [0.1, 0, 0] },
        { name: 'large', means: [0.1, 0.1, 0.1] },
      ],
    })
    expect(three.title).toBe('“large” moves what the model says the most: 75\u00a0% of what all 2 features do')
    expect(valuesOf<{ name: string }>(three).map(({ name }) => name)).toEqual([
      ...Array(3).fill('large'),
      ...Array(3).fill('small'),
    ])
    const one = meanContributions({ outputs: ['value'], unit: 'points', n: 5, features: [{ name: 'x', means: [2] }] })
    expect(JSON.stringify(one.spec)).not.toContain('"color"')
  })

  it('walk from what is said of any row to what is said of this one', () => {
    const features = count(10).map((j) => ({
      name: `f${j}`,
      value: String(j),
      contribution: (j % 2 ? -1 : 1) * (j + 1),
    }))
    const chart = waterfalls({
      unit: 'points',
      rows: [{ row: 'row 1', kind: 'typical', verdict: 'says 4, was 5', output: 'the value', base: 9, features }],
    })
    type Step = { label: string; from: number; to: number; kind: string }
    const steps = valuesOf<Step>(chart)
    expect(steps.map(({ label }) => label)).toEqual([
      'any row: the value',
      ...[9, 8, 7, 6, 5, 4, 3].map((j) => `f${j} = ${j}`),
      '3 other features together',
      'this row says 4, was 5',
    ])
    for (const [place, step] of steps.entries())
      if (place > 0) expect(step.from).toBe(place === 9 ? step.to : steps[place - 1]!.to)
    expect(steps.at(-1)!.to).toBe(9 + features.reduce((sum, { contribution }) => sum + contribution, 0))
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['end', 'raises', 'lowers']))
  })

  it('make no finding of an importance that chance explains', () => {
    const of = (lower: number) =>
      importance({
        measure: 'rise',
        features: [
          { name: 'x', value: 2, lower, upper: 3 },
          { name: 'y', value: 1, lower: -1, upper: 2 },
        ],
      })
    expect(of(-0.1).title).toBe('No feature is told apart from chance; “x” comes first')
    expect(of(0.1).title).toMatch(/^“x” matters most: 67/)
  })

  it('say which way a feature moves the output', () => {
    const features = (sign: number) => [
      { name: 'x', contributions: count(20).map((i) => sign * (i - 10)), values: count(20) },
    ]
    const chart = (sign: number) => beeswarm({ output: 'the value', unit: 'points', n: 20, features: features(sign) })
    expect(chart(1).title).toMatch(/^A high “x” raises the value/)
    expect(chart(-1).title).toMatch(/^A high “x” lowers the value/)
  })

  it('colour by rank and leave what has no order grey', () => {
    const chart = beeswarm({
      output: 'the value',
      unit: 'points',
      n: 4,
      features: [{ name: 'x', contributions: [1, 2, 3, 4], values: [5, 1000, null, 'blue'] }],
    })
    expect(valuesOf<{ rank: number | null; value: string }>(chart).map(({ rank, value }) => [rank, value])).toEqual([
      [0, '5'],
      [1, '1000'],
      [null, 'missing'],
      [null, 'blue'],
    ])
  })

  it('set points of one value side by side, within the band', () => {
    expect(swarmOffsets([0, 0, 0, 1], [0, 1]).map((offset) => offset * 6)).toEqual([0, 1, -1, 0])
    const dense = swarmOffsets(Array(100).fill(0.5), [0, 1])
    expect(new Set(dense).size).toBe(100)
    expect(Math.max(...dense.map(Math.abs))).toBe(1)
    expect(swarmOffsets([], [0, 0])).toEqual([])
  })

  it('draw something also for empty data', () => {
    const empty = [
      meanContributions({ outputs: [], features: [], unit: 'points', n: 0 }),
      beeswarm({ output: 'the value', unit: 'points', n: 0, features: [] }),
      dependence({ output: 'the value', n: 0, features: [] }),
      waterfalls({ unit: 'points', rows: [] }),
    ]
    for (const chart of empty) {
      expect(`${chart.title}${chart.subtitle}${chart.description}`).not.toMatch(/NaN|undefined|Infinity/)
    }
  })
})
