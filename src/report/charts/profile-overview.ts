import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { listWords } from '../text/list-words.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface ProfileColumn {
  readonly name: string
  /** Type in a word, such as `Integral`. */
  readonly kind: string
  /** Rows with a value. */
  readonly present: number
  /** Numbers: counts in bins of equal width between the smallest and the largest value. */
  readonly bars?: { readonly counts: readonly number[]; readonly from: number; readonly to: number }
  /** Text: its most common values, first the most common. */
  readonly values?: readonly { readonly value: string; readonly count: number }[]
  readonly distinct?: number
}

export interface ProfileOverviewData {
  readonly rows: number
  readonly columns: readonly ProfileColumn[]
}

/** More panels than this are a wall; the table beside the chart has all columns. */
const MOST = 24
const SLOTS = 10

/**
 * A panel a column: a histogram from the smallest to the largest value, or the most common values with bars of their
 * own, and under it what it holds. Bars are shares of all rows, so that what is missing is missing from the bars.
 */
export function profileOverview({ rows, columns }: ProfileOverviewData): ChartFigure {
  const shown = columns.slice(0, MOST)
  const panels = shown.map((column) => column.name)
  const values = shown.flatMap((column) => barsOf(column, rows))
  const words = shown.flatMap((column) => [
    { column: column.name, left: leftWord(column), right: rightWord(column), line: lineOf(column, rows) },
  ])
  const left = columns.length > MOST ? `; the first ${MOST} of ${countOf(columns.length, 'column')}` : ''
  const slot = { type: 'quantitative', scale: { domain: [0, SLOTS], nice: false, zero: false }, axis: null }
  return chartFigure({
    title: finding(columns, rows),
    subtitle: `Numbers in ten bins from smallest to largest, text by its most common values; each panel to its own height; n\u00a0=\u00a0${thousands(rows)}${left}`,
    description: inWords(columns, rows),
    size: { min: 170, max: 300, panels: Math.max(1, shown.length) },
    spec: {
      data: { values: [...values, ...words] },
      facet: {
        field: 'column',
        type: 'nominal',
        sort: panels,
        title: null,
        header: { labelAnchor: 'start', labelLimit: 200, labelPadding: 4 },
      },
      resolve: { scale: { y: 'independent' } },
      spec: {
        height: 64,
        layer: [
          {
            transform: [{ filter: 'isValid(datum.share)' }],
            mark: { type: 'rect', style: 'accent' },
            encoding: {
              x: { field: 'from', ...slot },
              x2: { field: 'to' },
              y: { field: 'share', type: 'quantitative', axis: null, scale: { zero: true } },
              y2: { datum: 0 },
              tooltip: [
                { field: 'column', title: 'column' },
                { field: 'what', title: 'value' },
                { field: 'rows', title: 'rows', format: ',' },
                { field: 'share', title: 'share of rows', format: '.1%' },
              ],
            },
          },
          label('left', 'left', 0, 10),
          label('right', 'right', SLOTS, 10),
          label('line', 'left', 0, 27),
        ],
      },
    },
  })
}

/** In the axis's own coordinates: inside a panel, `width` is not known to an expression. */
function label(field: string, align: string, at: number, dy: number) {
  return {
    transform: [{ filter: `isValid(datum.${field}) && datum.${field} !== ''` }],
    mark: { type: 'text', style: 'side-label', align, limit: 150 },
    encoding: { text: { field }, x: { datum: at, type: 'quantitative' }, y: { value: 64 + dy } },
  }
}

function barsOf({ name, bars, values = [] }: ProfileColumn, rows: number) {
  const row = (what: string, count: number, from: number, to: number) => ({
    column: name,
    what,
    rows: count,
    share: rows === 0 ? 0 : count / rows,
    from,
    to,
  })
  if (bars !== undefined) {
    const width = SLOTS / bars.counts.length
    const edge = (k: number) => plain(bars.from + ((bars.to - bars.from) * k) / bars.counts.length)
    return bars.counts.map((count, k) =>
      row(`${edge(k)} to ${edge(k + 1)}`, count, k * width + 0.06, (k + 1) * width - 0.06),
    )
  }
  return values.slice(0, SLOTS).map(({ value, count }, k) => row(value, count, k + 0.16, k + 0.84))
}

function leftWord({ bars, values = [], present }: ProfileColumn): string {
  if (bars !== undefined) return plain(bars.from)
  const [first] = values
  return first === undefined ? '' : `${first.value} ${percent(first.count / Math.max(1, present))}`
}

/** Nothing for text: its most common value needs the room. */
function rightWord({ bars }: ProfileColumn): string {
  return bars === undefined || bars.to === bars.from ? '' : plain(bars.to)
}

function lineOf({ kind, present, distinct = 0 }: ProfileColumn, rows: number): string {
  if (present === 0) return 'no value at all'
  const words = distinct === 0 ? kind.toLowerCase() : `${thousands(distinct)} distinct`
  return present === rows ? words : `${words}, ${missingShare(rows - present, rows)} missing`
}

function missingShare(missing: number, rows: number): string {
  return missing / rows < 0.005 ? `<\u00a01\u00a0%` : percent(missing / rows)
}

function inWords(columns: readonly ProfileColumn[], rows: number): string {
  const numbers = columns.filter(({ bars }) => bars !== undefined).length
  const gaps = columns.filter(({ present }) => present < rows)
  const missing = gaps.map(({ name, present }) => `${name} ${countOf(rows - present, 'row')}`)
  return `${countOf(numbers, 'column')} of numbers, ${thousands(columns.length - numbers)} of other types. ${
    missing.length === 0 ? 'No value is missing.' : `Missing: ${missing.join(', ')}.`
  }`
}

function plain(value: number): string {
  const rounded = Number(value.toPrecision(4))
  return Number.isInteger(rounded) && Math.abs(rounded) >= 1e4 && Math.abs(rounded) < 1e15
    ? thousands(rounded)
    : String(rounded).replaceAll('-', '−')
}

function finding(columns: readonly ProfileColumn[], rows: number): string {
  if (columns.length === 0) return 'There is no column to look at'
  const gaps = columns.filter(({ present }) => present < rows)
  if (gaps.length === 0) return `${countOf(columns.length, 'column')}, each complete in all rows`
  const worst = [...gaps].sort((a, b) => a.present - b.present || (a.name < b.name ? -1 : 1)).slice(0, 2)
  const said = listWords(worst.map(({ name, present }) => `“${name}” ${missingShare(rows - present, rows)}`))
  const verb = gaps.length === 1 ? 'misses' : 'miss'
  return `${gaps.length} of ${countOf(columns.length, 'column')} ${verb} values${gaps.length > 2 ? ', most of all' : ':'} ${said}`
}
