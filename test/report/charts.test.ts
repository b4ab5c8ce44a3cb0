import { describe, expect, it } from 'vitest'
import type { ChartFigure } from '../../src/report/figure.ts'
import {
  baselineComparison,
  biasMetrics,
  classBalance,
  confusionMatrix,
  driftDistributions,
  driftRanking,
  importance,
  optimizationHistory,
  parallelCoordinates,
  parameterImportanceChart,
  profileOverview,
  regretCurves,
  reliability,
  rocCurves,
  slicePlots,
  splitTimeline,
} from '../../src/report/index.ts'
import { chartConfig } from '../../src/report/theme/chart-config.ts'
import { darkPalette, lightPalette } from '../../src/report/theme/palette.ts'
import { classes, sampleCharts } from './sample-charts.ts'
import { searchCharts } from './sample-search.ts'

async function warnings({ spec }: ChartFigure): Promise<string[]> {
  const { compile } = await import('vega-lite')
  const said: string[] = []
  const say = (...words: readonly unknown[]) => {
    said.push(words.join(' '))
    return logger
  }
  const logger = { level: () => logger, error: say, warn: say, info: () => logger, debug: () => logger }
  for (const [palette, dark] of [
    [lightPalette, false],
    [darkPalette, true],
  ] as const) {
    const config = chartConfig(palette, dark)
    compile(structuredClone(spec) as never, { config: config as never, logger: logger as never })
  }
  return said
}

describe('chart builders', () => {
  for (const [name, chart] of Object.entries({ ...sampleCharts, ...searchCharts })) {
    it(`compile without warnings: ${name}`, async () => {
      expect(await warnings(chart)).toEqual([])
    })

    it(`hold their data inline and name no colour: ${name}`, () => {
      const text = JSON.stringify(chart.spec)
      expect(text).toContain('"values"')
      expect(text.replace(/"\$schema":"[^"]+"/, '')).not.toMatch(/#[0-9a-f]{3,6}\b|https?:/i)
    })

    it(`say the finding without a full stop or an exclamation: ${name}`, () => {
      expect(chart.title).toMatch(/^[“A-Z0-9].*[^.!]$/)
      expect(`${chart.subtitle}${chart.description}`).not.toMatch(/!|NaN|undefined|Infinity/)
    })
  }

  it('name the class that is hardest to recognise', () => {
    const { title } = confusionMatrix({
      classes,
      counts: [
        [5, 0, 1],
        [2, 2, 2],
        [0, 0, 9],
      ],
    })
    expect(title).toBe('“draw” is the hardest to recognise: 2 of 6')
  })

  it('say that a model is not told apart from its baseline when the interval holds zero', () => {
    const data = { metric: 'log loss', unit: 'nats', models: [], n: 38, level: 0.95 }
    const difference = { model: 'forest', baseline: 'frequencies', mean: -0.02, lower: -0.1, upper: 0.06 }
    expect(baselineComparison({ ...data, differences: [difference] }).title).toBe(
      'In log loss, forest is not told apart from frequencies: −0.02',
    )
    expect(baselineComparison({ ...data, differences: [{ ...difference, upper: -0.01 }] }).title).toContain(
      'better than',
    )
    expect(
      baselineComparison({ ...data, lowerIsBetter: false, differences: [{ ...difference, upper: -0.01 }] }).title,
    ).toContain('worse than')
  })

  it('turn the sides round for a metric where higher is better', () => {
    const data = { metric: 'accuracy', unit: 'share', models: [], n: 9, level: 0.95, lowerIsBetter: false }
    const { spec } = baselineComparison({
      ...data,
      differences: [{ model: 'a', baseline: 'b', mean: 0, lower: -1, upper: 1 }],
    })
    expect(JSON.stringify(spec)).toContain('model better →')
  })

  it('report training rows after the cutoff as the finding', () => {
    const { title } = splitTimeline({
      rows: [
        { date: '2017-01-01', part: 'train' },
        { date: '2017-02-01', part: 'test' },
      ],
      cutoff: '2016-08-01',
    })
    expect(title).toBe('1 training row lies on or after the cutoff of 2016-08-01')
  })

  it('measure bias from each metric’s own neutral point', () => {
    const { spec, title } = biasMetrics({
      facet: 'venue',
      disfavoured: 'away',
      favoured: 'home',
      metrics: [
        { name: 'DI', label: 'Disparate impact', value: 0.8, lower: 0.7, upper: 0.9, neutral: 1, muted: false },
      ],
    })
    expect(title).toContain('1 of 1 metrics differs')
    expect((spec.data as { values: { distance: number }[] }).values[0]?.distance).toBeCloseTo(-0.2)
  })

  it('sort features by importance and count what is left out', () => {
    const features = Array.from({ length: 20 }, (_, i) => ({ name: `f${i}`, value: i }))
    const { spec, subtitle } = importance({ features, measure: 'gain' })
    expect((spec.data as { values: { name: string }[] }).values.map((row) => row.name).slice(0, 2)).toEqual([
      'f19',
      'f18',
    ])
    expect(subtitle).toContain('the first 15 of 20 features')
  })

  it('keep at most 240 vertices of a curve', () => {
    const points = Array.from({ length: 5000 }, (_, i) => [i / 4999, i / 4999] as const)
    const { spec } = rocCurves({ curves: [{ model: 'a', className: 'b', points, auc: 0.5 }] })
    expect((spec.data as { values: unknown[] }).values).toHaveLength(240)
  })

  it('draw something also for empty data', async () => {
    const sides = { reference: 'a', current: 'b' }
    const empty = [
      classBalance({ classes: [], before: [], after: [] }),
      confusionMatrix({ classes: [], counts: [] }),
      rocCurves({ curves: [] }),
      reliability({ curves: [] }),
      importance({ features: [], measure: 'gain' }),
      baselineComparison({ metric: 'log loss', unit: 'nats', models: [], differences: [], n: 0, level: 0.95 }),
      biasMetrics({ facet: 'a', disfavoured: 'b', favoured: 'c', metrics: [] }),
      splitTimeline({ rows: [], cutoff: '2016-08-01' }),
      optimizationHistory({ trials: [], measure: 'loss', direction: 'minimize' }),
      regretCurves({ trials: [], measure: 'loss', direction: 'maximize' }),
      parameterImportanceChart({ parameters: [], measure: 'loss', trials: 0 }),
      parallelCoordinates({ axes: [], trials: [], measure: 'loss', direction: 'minimize' }),
      slicePlots({ axes: [], trials: [], measure: 'loss', direction: 'minimize' }),
      driftRanking({ columns: [], labels: sides, rows: { reference: 0, current: 0 } }),
      driftDistributions({ panels: [], labels: sides, rows: { reference: 0, current: 0 }, columns: 0 }),
      profileOverview({ rows: 0, columns: [] }),
    ]
    for (const chart of empty) {
      expect(await warnings(chart)).toEqual([])
      expect(`${chart.title}${chart.subtitle}${chart.description}`).not.toMatch(/NaN|undefined|Infinity/)
    }
  })
})

describe('a search that gives up trials', () => {
  it('counts none of them as the best so far, draws them pale, and says how many they are', () => {
    const trials = [
      { strategy: 'random', number: 0, value: 3 },
      { strategy: 'random', number: 1, value: 1, early: true },
      { strategy: 'random', number: 2, value: 2 },
    ]
    const chart = optimizationHistory({ trials, measure: 'loss', direction: 'minimize' })
    expect(chart.title).toBe('The best of 3 trials was found in trial 3: 2')
    expect(chart.subtitle).toContain('; 1 given up early, pale')
    expect(JSON.stringify(chart.spec)).toContain('datum.early')
    expect(regretCurves({ trials, measure: 'loss', direction: 'minimize' }).title).toBe('Random came to 2')
  })
})
