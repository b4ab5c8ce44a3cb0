import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { listWords } from '../text/list-words.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface DriftRankingData {
  readonly columns: readonly {
    readonly name: string
    readonly drifted: boolean
    /** How far beyond its threshold: 1 is the threshold, above it is drift. */
    readonly strength: number
    /** Test and score in words, such as `Wasserstein 0.31`. */
    readonly said: string
    /** The threshold in words, such as `from 0.1`. */
    readonly limit: string
  }[]
  readonly labels: { readonly reference: string; readonly current: string }
  readonly rows: { readonly reference: number; readonly current: number }
}

const MOST = 20
/** What lies further out is drawn at the edge; its label has the number. */
const [LEAST, LARGEST] = [0.05, 20]

/** Columns by how far each is beyond its own threshold, on a logarithmic scale with the threshold as a line. */
export function driftRanking({ columns, labels, rows }: DriftRankingData): ChartFigure {
  const sorted = [...columns].sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1))
  const shown = sorted.slice(0, MOST)
  const values = shown.map((column) => ({
    ...column,
    at: Math.min(LARGEST, Math.max(LEAST, column.strength)),
    standing: column.drifted ? 'apart' : 'alike',
  }))
  const left = columns.length > MOST ? `; the first ${MOST} of ${countOf(columns.length, 'column')}` : ''
  const height = values.length * 42 + 10
  return chartFigure({
    title: finding(sorted),
    subtitle: `${labels.current} (${countOf(rows.current, 'row')}) against ${labels.reference} (${thousands(rows.reference)}); score of each column over its own threshold${left}`,
    description: `Strongest first: ${shown
      .slice(0, 6)
      .map(({ name, said, limit }) => `${name}: ${said}, drift ${limit}`)
      .join('; ')}.`,
    size: { max: 760 },
    spec: {
      data: { values },
      height,
      encoding: {
        y: {
          field: 'name',
          type: 'nominal',
          sort: shown.map(({ name }) => name),
          axis: null,
          scale: { paddingOuter: 0.2 },
        },
        x: {
          field: 'at',
          type: 'quantitative',
          title: 'times the threshold (p-values by their logarithms)',
          scale: { type: 'log', domain: [LEAST, LARGEST], nice: false },
          axis: {
            values: [LEAST, 0.2, 1, 5, LARGEST],
            labelExpr: `datum.value === ${LEAST} ? '≤ ${LEAST}' : datum.value === ${LARGEST} ? '≥ ${LARGEST}' : datum.value === 1 ? 'threshold' : format(datum.value, '~f') + ' ×'`,
            grid: false,
          },
        },
        tooltip: [
          { field: 'name', title: 'column' },
          { field: 'said', title: 'test' },
          { field: 'limit', title: 'drift' },
          { field: 'strength', title: 'times the threshold', format: '.3~g' },
        ],
      },
      layer: [
        {
          data: { values: [{ threshold: 1 }] },
          mark: { type: 'rule', style: 'zero' },
          encoding: {
            x: { field: 'threshold', type: 'quantitative' },
            y: { value: 0 },
            y2: { value: height },
            tooltip: { value: null },
          },
        },
        ...points('apart', 'accent'),
        ...points('alike', 'quiet'),
        {
          name: 'haloed-names',
          mark: { type: 'text', style: 'row-label', align: 'left', dy: -9, limit: { expr: 'max(80, width - 180)' } },
          encoding: { text: { field: 'name' }, x: { value: 0 } },
        },
        {
          name: 'haloed-scores',
          mark: { type: 'text', style: 'value-label', align: 'right', dy: -9 },
          encoding: { text: { field: 'said' }, x: { value: 'width' } },
        },
      ],
    },
  })
}

/** A line from the threshold to the score, and the score as a point. */
function points(standing: string, kind: string) {
  const transform = [{ filter: `datum.standing === '${standing}'` }]
  return [
    {
      transform,
      mark: { type: 'rule', style: ['interval', `${kind}-line`], yOffset: 8 },
      encoding: { x2: { datum: 1 } },
    },
    { transform, mark: { type: 'point', filled: true, style: ['dot', `${kind}-dot`], yOffset: 8 } },
  ]
}

function finding(sorted: DriftRankingData['columns']): string {
  if (sorted.length === 0) return 'No column could be compared'
  const moved = sorted.filter(({ drifted }) => drifted)
  if (moved.length === 0) return `None of ${countOf(sorted.length, 'column')} drifted`
  const first = moved.slice(0, 3).map(({ name }) => `“${name}”`)
  const names = listWords(moved.length > 3 ? [...first, `${moved.length - 3} more`] : first)
  return `${moved.length} of ${countOf(sorted.length, 'column')} drifted: ${names}`
}
