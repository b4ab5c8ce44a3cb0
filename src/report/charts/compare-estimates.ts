import type { ComparedMetric } from '../comparison/comparison-model.ts'
import type { ChartFigure } from '../figure.ts'
import { fixed } from '../text/fixed.ts'
import { chartFigure } from './chart-figure.ts'

/** More panels than this are read better in the table. */
const MOST_PANELS = 9

/**
 * Metrics that both sides give with an interval, a panel each on a scale of its own.
 * @returns nothing where no metric has intervals on both sides
 */
export function compareEstimates(metrics: readonly ComparedMetric[]): ChartFigure | undefined {
  const shown = metrics.filter(({ a, b }) => a?.lower !== undefined && b?.lower !== undefined).slice(0, MOST_PANELS)
  if (shown.length === 0) return undefined
  const values = shown.flatMap(({ name, a, b }) =>
    (
      [
        ['a', a],
        ['b', b],
      ] as const
    ).map(([side, estimate]) => ({
      metric: name,
      side,
      value: estimate!.value,
      lower: estimate!.lower,
      upper: estimate!.upper,
      n: estimate!.n ?? null,
    })),
  )
  const apart = shown.filter(({ a, b }) => a!.lower! > b!.upper! || b!.lower! > a!.upper!)
  const panels = shown.map(({ name }) => name)
  return chartFigure({
    title:
      apart.length === 0
        ? `In ${shown.length === 1 ? 'the metric' : `all ${shown.length} metrics`} with intervals the two sides overlap`
        : `In ${apart.length} of ${shown.length} metrics with intervals the two sides lie apart`,
    subtitle: 'Value and interval of each side, every metric on its own scale',
    description: shown
      .map(({ name, a, b }) => `${name}: ${fixed(a!.value, 3)} in a, ${fixed(b!.value, 3)} in b.`)
      .join(' '),
    size: { min: 240, max: panels.length > 1 ? 420 : 640, panels: panels.length },
    spec: {
      data: { values },
      facet: { field: 'metric', type: 'nominal', sort: panels, title: null },
      spec: {
        height: 64,
        encoding: {
          y: { field: 'side', type: 'nominal', title: null, sort: ['a', 'b'] },
          tooltip: [
            { field: 'metric' },
            { field: 'side' },
            { field: 'value', format: '.4f' },
            { field: 'lower', title: 'from', format: '.4f' },
            { field: 'upper', title: 'to', format: '.4f' },
            { field: 'n', title: 'rows' },
          ],
        },
        layer: [side('a', 'quiet'), side('b', 'accent')].flat(),
      },
      resolve: { scale: { x: 'independent' } },
    },
  })
}

function side(name: string, kind: string) {
  const transform = [{ filter: `datum.side === '${name}'` }]
  const x = { type: 'quantitative', title: null, scale: { zero: false, nice: true }, axis: { tickCount: 4 } }
  return [
    {
      transform,
      mark: { type: 'rule', style: ['interval', `${kind}-line`] },
      encoding: { x: { field: 'lower', ...x }, x2: { field: 'upper' } },
    },
    {
      transform,
      mark: { type: 'point', filled: true, style: ['dot', `${kind}-dot`] },
      encoding: { x: { field: 'value', ...x } },
    },
  ]
}
