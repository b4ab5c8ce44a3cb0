import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { digitsFor } from './digits-for.ts'

export interface MeanContributionsData {
  /** Several classes, or one thing that is explained. */
  readonly outputs: readonly string[]
  readonly features: readonly {
    readonly name: string
    /** Mean size of the feature's contribution, one an output. */
    readonly means: readonly number[]
  }[]
  /** What contributions are counted in: `probability`. */
  readonly unit: string
  /** Rows that were explained. */
  readonly n: number
}

/** Most features that are drawn; the rest is counted in the subtitle. */
const MOST = 15

/** How far each feature moves what the model says, on average: horizontal bars from zero, of several classes end to end. */
export function meanContributions({ outputs, features, unit, n }: MeanContributionsData): ChartFigure {
  const total = ({ means }: MeanContributionsData['features'][number]) => means.reduce((sum, mean) => sum + mean, 0)
  const sorted = features
    .map((feature) => ({ ...feature, total: total(feature) }))
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1))
  const shown = sorted.slice(0, MOST)
  const several = outputs.length > 1
  const digits = digitsFor(shown.map((feature) => feature.total))
  const left = sorted.length > MOST ? `; the first ${MOST} of ${countOf(sorted.length, 'feature')}` : ''
  const height = shown.length * 40 + 8
  const all = sorted.reduce((sum, feature) => sum + feature.total, 0)
  return chartFigure({
    title: finding(sorted, all),
    subtitle: `Mean size of each feature’s contribution, in ${unit}${several ? ', the classes end to end' : ''}; n\u00a0=\u00a0${countOf(n, 'row')}${left}`,
    description: `Largest first: ${shown
      .slice(0, 5)
      .map(({ name, total: value }) => `${name} ${fixed(value, digits)}`)
      .join(', ')}${sorted.length > 5 ? `, and ${countOf(sorted.length - 5, 'further feature')}` : ''}.`,
    size: { max: 720 },
    spec: {
      data: {
        values: shown.flatMap(({ name, means, total: sum }) =>
          outputs.map((output, k) => ({
            name,
            output,
            place: k,
            mean: means[k] ?? 0,
            total: sum,
            text: k === 0 ? fixed(sum, digits) : '',
          })),
        ),
      },
      height,
      encoding: {
        y: {
          field: 'name',
          type: 'nominal',
          sort: shown.map(({ name }) => name),
          axis: null,
          scale: { paddingInner: 0.65, paddingOuter: 0.5 },
        },
        tooltip: [
          { field: 'name', title: 'feature' },
          ...(several ? [{ field: 'output', title: 'class' }] : []),
          { field: 'mean', title: 'mean size', format: '.4~f' },
          { field: 'total', title: 'all classes', format: '.4~f' },
        ],
      },
      layer: [
        {
          mark: several ? { type: 'bar' } : { type: 'bar', style: 'accent' },
          encoding: {
            x: {
              field: 'mean',
              type: 'quantitative',
              stack: several ? 'zero' : null,
              title: `mean size of contributions (${unit})`,
              axis: { tickCount: 5 },
            },
            ...(several
              ? {
                  color: { field: 'output', type: 'nominal', sort: [...outputs], scale: { domain: [...outputs] } },
                  order: { field: 'place', type: 'quantitative' },
                }
              : {}),
          },
        },
        // The name stands above its bar: room for any length, also on a narrow screen.
        {
          name: 'haloed-names',
          transform: [{ filter: "datum.text !== ''" }],
          mark: { type: 'text', style: 'row-label', align: 'left', dx: 4, dy: -17, limit: { expr: 'width' } },
          encoding: { text: { field: 'name' }, x: { datum: 0 } },
        },
        {
          name: 'haloed-values',
          transform: [{ filter: "datum.text !== ''" }],
          mark: { type: 'text', style: 'value-label', align: 'left', dx: 6 },
          encoding: { text: { field: 'text' }, x: { field: 'total', type: 'quantitative' } },
        },
      ],
    },
  })
}

function finding(sorted: readonly { readonly name: string; readonly total: number }[], all: number): string {
  const [first] = sorted
  if (first === undefined || all === 0) return 'No feature moves what the model says'
  if (sorted.length === 1) return `“${first.name}” is the only feature`
  return `“${first.name}” moves what the model says the most: ${percent(first.total / all)} of what all ${thousands(sorted.length)} features do`
}
