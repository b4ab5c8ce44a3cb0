import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { percent } from '../text/percent.ts'
import { signed } from '../text/signed.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface AccuracyDisparityPoint {
  readonly model: string
  /** Such as `sex: selection rates`. */
  readonly disparity: string
  /** How far the farthest groups are apart, as a share. */
  readonly gap: number
  readonly gapLower: number | null
  readonly gapUpper: number | null
  readonly accuracy: number
  readonly accuracyLower: number
  readonly accuracyUpper: number
}

export interface AccuracyDisparityData {
  /** The first model is the one that the others are compared with. */
  readonly points: readonly AccuracyDisparityPoint[]
  readonly level: number
  readonly n: number
}

/** What mitigation costs: accuracy against how far groups are apart, a panel a disparity. Up and left is better. */
export function accuracyDisparity({ points, level, n }: AccuracyDisparityData): ChartFigure {
  const models = [...new Set(points.map(({ model }) => model))]
  const panels = [...new Set(points.map(({ disparity }) => disparity))]
  const values = points.map((point) => ({
    ...point,
    gapLower: point.gapLower ?? point.gap,
    gapUpper: point.gapUpper ?? point.gap,
  }))
  const shares = values.flatMap(({ accuracyLower, accuracyUpper }) => [accuracyLower, accuracyUpper])
  const pad = 0.15 * Math.max(0.01, Math.max(...shares) - Math.min(...shares))
  const y = {
    type: 'quantitative',
    scale: { domain: [Math.min(...shares) - pad, Math.max(...shares) + pad], nice: false, zero: false },
    axis: { format: '.1%', tickCount: 4 },
  }
  const x = { type: 'quantitative', scale: { domainMin: 0, nice: true }, axis: { format: '.0%', tickCount: 4 } }
  const color = { field: 'model', type: 'nominal', sort: models, scale: { domain: models } }
  return chartFigure({
    title: finding(points),
    subtitle: `Accuracy against the distance between the farthest groups; up and left is better; ${percent(level)} intervals; n\u00a0=\u00a0${thousands(n)}`,
    description: models.map((model) => inWords(model, points)).join(' '),
    size: { min: 260, max: 380, aspect: 0.72, panels: panels.length, row: panels.length % 2 === 0 ? 2 : 0 },
    spec: {
      data: { values },
      facet: { field: 'disparity', type: 'nominal', sort: panels, title: null },
      resolve: { scale: { x: 'independent' } },
      spec: {
        encoding: { color },
        layer: [
          {
            mark: { type: 'rule', strokeWidth: 1.5, strokeCap: 'round', strokeOpacity: 0.6 },
            encoding: {
              x: { field: 'gapLower', title: 'distance of the farthest groups', ...x },
              x2: { field: 'gapUpper' },
              y: { field: 'accuracy', title: 'accuracy', ...y },
            },
          },
          {
            mark: { type: 'rule', strokeWidth: 1.5, strokeCap: 'round', strokeOpacity: 0.6 },
            encoding: {
              x: { field: 'gap', ...x },
              y: { field: 'accuracyLower', ...y },
              y2: { field: 'accuracyUpper' },
            },
          },
          {
            mark: { type: 'point', filled: true, size: 110, opacity: 1 },
            encoding: {
              x: { field: 'gap', ...x },
              y: { field: 'accuracy', ...y },
              shape: { field: 'model', type: 'nominal', sort: models, scale: { domain: models } },
              tooltip: [
                { field: 'model', title: 'model' },
                { field: 'disparity', title: 'disparity' },
                { field: 'gap', title: 'distance', format: '.1%' },
                { field: 'gapLower', title: 'from', format: '.1%' },
                { field: 'gapUpper', title: 'to', format: '.1%' },
                { field: 'accuracy', title: 'accuracy', format: '.2%' },
              ],
            },
          },
        ],
      },
    },
  })
}

function finding(points: readonly AccuracyDisparityPoint[]): string {
  const [first] = points
  if (first === undefined) return 'No model to compare'
  const same = points.filter(({ disparity, model }) => disparity === first.disparity && model !== first.model)
  const [best] = [...same].sort((a, b) => a.gap - b.gap)
  if (best === undefined) return `${capitalize(first.disparity)} lie ${percent(first.gap)} apart with ${first.model}`
  if (best.gap >= first.gap) return `No model brings the groups nearer than ${first.model} does`
  const cost = signed(100 * (best.accuracy - first.accuracy), 1)
  return `${capitalize(first.disparity)} lie ${percent(best.gap)} apart with ${best.model}, ${percent(first.gap)} with ${first.model}; accuracy ${cost} points`
}

function inWords(model: string, points: readonly AccuracyDisparityPoint[]): string {
  const own = points.filter((point) => point.model === model)
  return `${capitalize(model)}: accuracy ${percent(own[0]?.accuracy ?? 0, 1)}; ${own.map(({ disparity, gap }) => `${disparity} ${percent(gap)} apart`).join(', ')}.`
}
