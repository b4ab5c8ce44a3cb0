import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { countOf } from '../text/count-of.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface ConfusionCounts {
  readonly label: string
  /** Rows are what was observed, columns what was predicted, both in the order of `classes`. */
  readonly counts: readonly (readonly number[])[]
}

export type ConfusionMatrixData = { readonly classes: readonly string[] } & (
  | { readonly counts: ConfusionCounts['counts']; readonly label?: string }
  | { readonly models: readonly ConfusionCounts[] }
)

/** What was observed against what was predicted: counts and row shares in the cells, a panel for each model. */
export function confusionMatrix(data: ConfusionMatrixData): ChartFigure {
  const { classes } = data
  const models = 'models' in data ? data.models : [{ label: data.label ?? '', counts: data.counts }]
  const first = models[0] ?? { label: '', counts: [] }
  const n = total(first.counts)
  const single = models.length === 1
  const subject = single && first.label !== '' ? `${first.label}; ` : ''
  return chartFigure({
    title: single ? hardestClass(classes, first.counts) : bestModel(models),
    subtitle: `${capitalize(`${subject}rows and their share of the observed class`)}; n\u00a0=\u00a0${thousands(n)}`,
    description: models.map((model) => inWords(classes, model, single)).join(' '),
    size: { min: 250, max: single ? 440 : 400, aspect: 0.72, panels: models.length },
    spec: {
      data: { values: models.flatMap((model) => cells(classes, model)) },
      ...(single
        ? panel(classes)
        : {
            facet: { field: 'model', type: 'nominal', sort: models.map((m) => m.label), title: null },
            spec: panel(classes),
          }),
    },
  })
}

/** What was predicted right stands out in bold. */
const DIAGONAL = { expr: 'datum.observed === datum.predicted ? 700 : 400' }

function panel(classes: readonly string[]) {
  const axis = { ticks: false, domain: false, grid: false, labelPadding: 6, labelAngle: 0, labelFontSize: 13 }
  const scale = { domain: [...classes], padding: 0 }
  return {
    encoding: {
      x: { field: 'predicted', type: 'nominal', title: 'predicted', scale, axis },
      y: { field: 'observed', type: 'nominal', title: 'observed', scale, axis },
      tooltip: [
        { field: 'model', title: 'model' },
        { field: 'observed', title: 'observed' },
        { field: 'predicted', title: 'predicted' },
        { field: 'rows', title: 'rows', format: ',' },
        { field: 'share', title: 'share of observed', format: '.1%' },
      ],
    },
    layer: [
      {
        mark: { type: 'rect', style: 'cell' },
        encoding: {
          color: {
            field: 'share',
            type: 'quantitative',
            scale: { domain: [0, 1], range: 'ramp' },
            legend: null,
          },
        },
      },
      {
        mark: { type: 'text', style: 'cell-count', dy: -8, fontWeight: DIAGONAL },
        encoding: { text: { field: 'rows', type: 'quantitative', format: ',' } },
      },
      {
        mark: { type: 'text', style: 'cell-share', dy: 9 },
        encoding: { text: { field: 'share', type: 'quantitative', format: '.0%' } },
      },
    ],
  }
}

function cells(classes: readonly string[], { label, counts }: ConfusionCounts) {
  return classes.flatMap((observed, i) => {
    const row = counts[i] ?? []
    const rowTotal = sum(row)
    return classes.map((predicted, j) => {
      const rows = row[j] ?? 0
      return { model: label, observed, predicted, rows, share: rowTotal === 0 ? 0 : rows / rowTotal }
    })
  })
}

function hardestClass(classes: readonly string[], counts: ConfusionCounts['counts']): string {
  const recalls = classes
    .map((name, i) => ({ name, hits: counts[i]?.[i] ?? 0, rows: sum(counts[i] ?? []) }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => a.hits / a.rows - b.hits / b.rows)
  const [hardest] = recalls
  if (hardest === undefined) return 'No rows to judge'
  if (hardest.hits === hardest.rows) return 'Every row is recognised'
  return `“${hardest.name}” is the hardest to recognise: ${thousands(hardest.hits)} of ${thousands(hardest.rows)}`
}

function bestModel(models: readonly ConfusionCounts[]): string {
  const ranked = models.map(({ label, counts }) => ({ label, hits: hits(counts) })).sort((a, b) => b.hits - a.hits)
  const [best, second] = ranked
  const n = thousands(total(models[0]?.counts ?? []))
  if (best === undefined || second === undefined) return 'Observed against predicted classes'
  if (best.hits === second.hits)
    return `${capitalize(best.label)} and ${second.label} both get ${thousands(best.hits)} of ${n} rows right`
  const others = models.length === 2 ? second.label : `the next, ${second.label},`
  return `${capitalize(best.label)} gets ${thousands(best.hits)} of ${n} rows right, ${others} ${thousands(second.hits)}`
}

function inWords(classes: readonly string[], { label, counts }: ConfusionCounts, single: boolean): string {
  const n = total(counts)
  const right = `${thousands(hits(counts))} of ${countOf(n, 'row')} predicted right (${percent(n === 0 ? 0 : hits(counts) / n)})`
  const each = classes.map(
    (name, i) => `${name} ${thousands(counts[i]?.[i] ?? 0)} of ${thousands(sum(counts[i] ?? []))}`,
  )
  return `${single || label === '' ? '' : `${capitalize(label)}: `}${right}; recognised by class: ${each.join(', ')}.`
}

function hits(counts: ConfusionCounts['counts']): number {
  return sum(counts.map((row, i) => row[i] ?? 0))
}

function total(counts: ConfusionCounts['counts']): number {
  return sum(counts.map((row) => sum(row)))
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
