import type { TableFigure, TableFigureCell, TableFigureColumn } from '../figure.ts'
import { type Html, html } from '../html/html.ts'
import { prose } from '../html/prose.ts'
import { fixed } from '../text/fixed.ts'
import { thousands } from '../text/thousands.ts'

/** Metrics beside one another: numbers right-aligned, units in the head, nulls as a dash, meanings under the table. */
export function metricTable({ columns, rows, title }: TableFigure): Html {
  const right = columns.map((column, index) => (column.align ?? guess(rows, index)) === 'right')
  const named = [...columns, ...rows.map((row) => rowName(row[0] ?? null))]
  const meanings = named.filter(({ meaning }) => meaning !== undefined && meaning !== '')
  return html`<div class="table-box whole" tabindex="0" role="region" aria-label="${title}"><table class="metrics" data-sortable data-label="${title}" data-total="${rows.length}"><thead><tr>${columns.map((column, index) => head(column, right[index] === true))}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column, index) => cell(row[index] ?? null, column, index, right[index] === true))}</tr>\n`)}</tbody></table></div>
${meaningList(meanings)}`
}

type CellObject = Extract<TableFigureCell, object>

type Meaning = Pick<TableFigureColumn, 'label' | 'meaning'>

/** Where metrics are the rows, their first cells say what they mean. */
function rowName(cell: TableFigureCell): Meaning {
  if (cell === null || typeof cell !== 'object' || cell.meaning === undefined) return { label: '' }
  return { label: String(cell.value), meaning: cell.meaning }
}

/** A few meanings stand open under the table, many behind one click; each is also on hover at its head. */
function meaningList(columns: readonly Meaning[]): Html | null {
  if (columns.length === 0) return null
  const list = html`<dl class="meanings">${columns.map(({ label, meaning }) => html`<div><dt>${label}</dt><dd>${meaning}</dd></div>`)}</dl>`
  return columns.length <= 5
    ? list
    : html`<details class="fold"><summary>What the names mean</summary>${list}</details>`
}

function head({ label, unit, meaning }: TableFigureColumn, right: boolean): Html {
  return html`<th scope="col"${right ? html` class="number"` : null}${meaning === undefined ? null : html` title="${meaning}"`}><button type="button" class="sort"><span>${label}</span></button>${unit === undefined ? null : html`<span class="unit">${unit}</span>`}</th>`
}

function cell(given: TableFigureCell, { digits = 3 }: TableFigureColumn, index: number, right: boolean): Html {
  const { value, muted, emphasis, meaning }: CellObject =
    given !== null && typeof given === 'object' ? given : { value: given }
  const text = value === null ? '—' : typeof value === 'string' ? prose(value) : show(value, digits)
  // Sentences in a cell wrap; names and numbers stay on one line.
  const long = typeof value === 'string' && value.length > 48
  const names = [
    right ? 'number' : '',
    muted === true ? 'muted' : '',
    emphasis === true ? 'emphasis' : '',
    long ? 'long' : '',
  ]
  const classes = names.filter((name) => name !== '').join(' ')
  const hint = meaning ?? (muted === true ? 'Rests on too few rows to be relied on' : undefined)
  const attributes = html`${classes === '' ? null : html` class="${classes}"`}${typeof value === 'number' ? html` data-value="${value}"` : null}${hint === undefined ? null : html` title="${hint}"`}`
  return index === 0 ? html`<th scope="row"${attributes}>${text}</th>` : html`<td${attributes}>${text}</td>`
}

/** Counts keep no decimals, whatever the column says. */
function show(value: number, digits: number): string {
  return Number.isInteger(value) && Math.abs(value) > 1 ? thousands(value) : fixed(value, digits)
}

function guess(rows: TableFigure['rows'], index: number): 'left' | 'right' {
  const values = rows
    .map((row) => row[index] ?? null)
    .map((cell) => (cell !== null && typeof cell === 'object' ? cell.value : cell))
  const known = values.filter((value) => value !== null)
  return known.length > 0 && known.every((value) => typeof value === 'number') ? 'right' : 'left'
}
