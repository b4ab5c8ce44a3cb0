import { columnHistogram } from '../card/column-histogram.ts'
import { type Html, html } from '../html/html.ts'
import type { ColumnView } from '../report-model.ts'
import { cellText } from '../text/cell-text.ts'
import { columnDigits } from '../text/column-digits.ts'
import { countOf } from '../text/count-of.ts'
import { shortQuery } from '../text/short-query.ts'
import { thousands } from '../text/thousands.ts'

export type NotebookCell = string | number | boolean | null

export interface NotebookTable {
  readonly name: string
  /** All rows of the table, where they were counted. */
  readonly rows?: number
  readonly columns: readonly (Pick<ColumnView, 'name'> & Partial<ColumnView>)[]
  readonly first: readonly (readonly NotebookCell[])[]
  /** The last rows, where some are left out between. */
  readonly last?: readonly (readonly NotebookCell[])[]
}

/** The first and the last rows under heads that say type, nulls and distribution of each column. */
export function notebookTable({ name, rows, columns, first, last = [] }: NotebookTable): Html {
  const all = [...first, ...last]
  const digits = columns.map((_, j) => columnDigits(all.map((row) => row[j] ?? null)))
  const numeric = columns.map((_, j) => digits[j] !== undefined || all.some((row) => typeof row[j] === 'number'))
  const line = (row: readonly NotebookCell[]) =>
    html`<tr>${columns.map((_, j) => cell(row[j] ?? null, numeric[j] === true, digits[j]))}</tr>\n`
  const gap =
    last.length === 0
      ? null
      : html`<tr class="gap">${columns.map((_, j) => html`<td${numeric[j] === true ? html` class="number"` : null}>⋮</td>`)}</tr>\n`
  const shown = first.length + last.length
  const count =
    rows === undefined
      ? countOf(shown, 'row')
      : rows === shown
        ? countOf(rows, 'row')
        : `${shown} of ${countOf(rows, 'row')}`
  return html`<table><thead><tr>${columns.map((column, j) => head(column, rows ?? 0, numeric[j] === true))}</tr></thead>
<tbody>${first.map(line)}${gap}${last.map(line)}</tbody></table>
<span class="note">${shortQuery(name)} · ${count} · ${countOf(columns.length, 'column')}</span>`
}

function head(
  { name, type, nulls, histogram, distinct }: NotebookTable['columns'][number],
  rows: number,
  numeric: boolean,
): Html {
  const missing =
    nulls === undefined ? null : nulls === 0 ? 'no nulls' : `${thousands(nulls)} of ${thousands(rows)} null`
  const shape =
    histogram !== undefined && histogram.length > 0
      ? columnHistogram(histogram, `Distribution of ${name}`)
      : distinct === undefined
        ? null
        : html`<span>${thousands(distinct)} distinct</span>`
  return html`<th scope="col"${numeric ? html` class="number"` : null}><b>${name}</b>${type === undefined ? null : html`<span>${type.toLowerCase()}</span>`}${shape}${missing === null ? null : html`<span>${missing}</span>`}</th>`
}

function cell(value: NotebookCell, numeric: boolean, digits: number | undefined): Html {
  // Sentences wrap; names and numbers stay on one line.
  const isLong = typeof value === 'string' && value.length > 48
  const classes = [numeric ? 'number' : '', value === null ? 'null' : '', isLong ? 'long' : '']
    .filter(Boolean)
    .join(' ')
  return html`<td${classes === '' ? null : html` class="${classes}"`}>${cellText(value, digits)}</td>`
}
