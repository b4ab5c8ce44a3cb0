import { type Html, html } from '../html/html.ts'
import type { ColumnView, TableView } from '../report-model.ts'
import { cellText } from '../text/cell-text.ts'
import { columnDigits } from '../text/column-digits.ts'
import { countOf } from '../text/count-of.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { columnHistogram } from './column-histogram.ts'
import type { PageSink } from './page-sink.ts'

/** Rows on one page of a table: what the script shows at once, and what stands in the markup. */
export const PAGE_ROWS = 20

/**
 * The first rows of a table under heads that say type, nulls and distribution of each column. Further rows that the page
 * carries lie in the sink: the script shows them page by page, and sorts and filters all of them.
 */
export function tableView(table: TableView, label: string, sink: PageSink): Html {
  const { columns, head, rows } = table
  if (columns.length === 0) return html`<p class="empty">A table without columns.</p>`
  const numeric = columns.map((column) => isNumeric(column))
  const digits = columns.map((_, index) => columnDigits(head.map((row) => row[index] ?? null)))
  const first = head.slice(0, PAGE_ROWS)
  const further = head.slice(PAGE_ROWS)
  if (further.length > 0) sink.rows.push(further)
  const carried = further.length > 0 ? html` data-rows="${sink.rows.length - 1}"` : null
  const shown = rows === 0 ? 'No rows' : `1–${thousands(first.length)} of ${countOf(rows, 'row')}`
  return html`<div class="table-box" tabindex="0" role="region" aria-label="${label}: rows"><table class="data" data-sortable data-label="${label}" data-total="${rows}"${carried}><thead><tr>${columns.map((column, index) => columnHead(column, rows, numeric[index] === true, digits[index]))}</tr></thead>
<tbody>${first.map((row) => html`<tr>${columns.map((_, index) => cell(row[index] ?? null, index, digits[index]))}</tr>\n`)}</tbody></table></div>
<p class="table-note"><span role="status">${shown}</span> · ${countOf(columns.length, 'column')}</p>`
}

function columnHead(column: ColumnView, rows: number, numeric: boolean, digits: number | undefined): Html {
  const { name, type, nulls, histogram } = column
  const missing = nulls === 0 ? 'no nulls' : `${countOf(nulls, 'null')} (${share(nulls, rows)})`
  return html`<th scope="col"${numeric ? html` class="number"` : null}${digits === undefined ? null : html` data-digits="${digits}"`}><button type="button" class="sort"><span>${name}</span></button><span class="column-type">${type.toLowerCase()}</span><span class="column-shape">${
    histogram !== undefined && histogram.length > 0
      ? columnHistogram(histogram, `Distribution of ${name}`)
      : column.distinct === undefined
        ? null
        : html`<span>${thousands(column.distinct)} distinct</span>`
  }</span><span class="column-range">${range(column)}</span><span class="column-nulls${nulls === 0 ? null : ' some'}">${missing}</span></th>`
}

function range({ min, max }: ColumnView): string {
  if (min === undefined || max === undefined) return '\u00a0'
  return min === max ? cut(cellText(min)) : `${cut(cellText(min))} – ${cut(cellText(max))}`
}

function cut(text: string): string {
  const day = /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 10) : text
  return day.length <= 14 ? day : `${day.slice(0, 13)}…`
}

function cell(value: string | number | boolean | null, index: number, digits: number | undefined): Html {
  const text = cellText(value, digits)
  const numeric = typeof value === 'number' || digits !== undefined
  const classes = [numeric ? 'number' : '', value === null ? 'null' : ''].filter((name) => name !== '').join(' ')
  const exact = typeof value === 'number' && text.replace('−', '-') !== String(value) ? html` title="${value}"` : null
  const attributes = html`${classes === '' ? null : html` class="${classes}"`}${exact}`
  return index === 0 ? html`<th scope="row"${attributes}>${text}</th>` : html`<td${attributes}>${text}</td>`
}

function isNumeric({ type }: ColumnView): boolean {
  return /^(u?(tiny|small|big|huge)?int|integer|uinteger|double|float|real|decimal|numeric|number)/i.test(type)
}

function share(part: number, whole: number): string {
  const value = whole === 0 ? 0 : part / whole
  return value > 0 && value < 0.005 ? '< 1\u00a0%' : percent(value)
}
