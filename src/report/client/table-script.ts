/**
 * Tables that a reader sorts, filters and pages. What is on the first page stands in the markup; further rows that the
 * page carries are made when they are first asked for. The line under the table says which rows are shown, aloud too.
 */
export const tableScript = `
const PAGE_ROWS = 20
const furtherRows = await unpack('table-rows', [])
const managed = new WeakMap()

function sortValue(cell) {
  if (cell === undefined) return null
  const text = cell.dataset.value ?? cell.title ?? ''
  const shown = cell.textContent.trim()
  if (shown === '—') return null
  if (cell.classList.contains('number')) {
    const number = Number((cell.dataset.value ?? (text !== '' && !Number.isNaN(Number(text)) ? text : shown)).replaceAll(',', '').replace('−', '-'))
    return Number.isNaN(number) ? shown : number
  }
  return shown
}
// Nulls go last either way; equal values keep their order.
function sortedRows(rows, column, direction) {
  return rows
    .map((row) => ({ row, value: sortValue(row.cells[column]) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return (a.value === null ? 1 : 0) - (b.value === null ? 1 : 0)
      const order = typeof a.value === 'number' && typeof b.value === 'number' ? a.value - b.value : String(a.value).localeCompare(String(b.value), 'en', { numeric: true })
      return direction * order
    })
    .map(({ row }) => row)
}

// As cellText writes it on the first page.
function writeCell(cell, value, digits) {
  let text = '—'
  if (typeof value === 'number' && Number.isFinite(value)) {
    text = digits === undefined ? (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))) : Number.isInteger(value) && digits === 0 ? String(value) : value.toFixed(digits)
    if (value !== 0 && Number(text) === 0) text = String(Number(value.toPrecision(3)))
    if (text !== String(value)) cell.title = String(value)
    text = text.replace(/^-/, '−').replace('e-', 'e−')
  } else if (value !== null && typeof value !== 'number') text = String(value)
  if (digits !== undefined || typeof value === 'number') cell.className = 'number'
  if (value === null) cell.classList.add('null')
  cell.textContent = text
}
function makeRows(table, values) {
  const digits = [...table.tHead.rows[0].cells].map((head) => (head.dataset.digits === undefined ? undefined : Number(head.dataset.digits)))
  return values.map((row) => {
    const tr = document.createElement('tr')
    row.forEach((value, index) => {
      const cell = document.createElement(index === 0 ? 'th' : 'td')
      if (index === 0) cell.scope = 'row'
      writeCell(cell, value, digits[index])
      tr.append(cell)
    })
    return tr
  })
}

function tableButton(text, label) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button'
  button.textContent = text
  button.setAttribute('aria-label', label)
  return button
}
const written = (count) => count.toLocaleString('en')
const noun = (count) => written(count) + (count === 1 ? ' row' : ' rows')

function manageTable(table) {
  const body = table.tBodies[0]
  const label = table.dataset.label ?? 'this table'
  const box = table.closest('.table-box')
  const own = [...body.rows]
  const further = table.dataset.rows === undefined ? [] : furtherRows[Number(table.dataset.rows)]
  const carried = own.length + further.length
  const total = Math.max(Number(table.dataset.total ?? 0), carried)
  let all = null
  const rows = () => (all ??= [...own, ...makeRows(table, further)])
  const view = { page: 0, query: '', column: -1, direction: 1 }

  let note = box.nextElementSibling
  if (!note?.classList.contains('table-note')) {
    note = document.createElement('p')
    note.className = 'table-note'
    if (box.closest('.data-fold')) box.after(note)
  }
  let status = note.querySelector('[role=status]')
  if (!status) {
    status = document.createElement('span')
    status.setAttribute('role', 'status')
    note.prepend(status)
  }
  const back = tableButton('‹', 'Earlier rows of ' + label)
  const on = tableButton('›', 'Later rows of ' + label)
  const tools = document.createElement('span')
  tools.className = 'table-tools'
  if (carried > 8) {
    const search = document.createElement('input')
    search.type = 'search'
    search.placeholder = 'Filter rows'
    search.setAttribute('aria-label', 'Filter rows of ' + label)
    search.addEventListener('input', () => {
      view.query = search.value.trim().toLowerCase()
      view.page = 0
      show()
    })
    tools.append(search)
  }
  if (carried > PAGE_ROWS) tools.append(back, on)
  if (tools.childElementCount > 0) {
    if (!note.isConnected) box.after(note)
    note.append(tools)
  }

  function show() {
    let found = view.query === '' ? rows() : rows().filter((row) => row.textContent.toLowerCase().includes(view.query))
    if (view.column >= 0) found = sortedRows(found, view.column, view.direction)
    const pages = Math.max(1, Math.ceil(found.length / PAGE_ROWS))
    view.page = Math.min(view.page, pages - 1)
    const start = view.page * PAGE_ROWS
    const shown = found.slice(start, start + PAGE_ROWS)
    body.replaceChildren(...shown)
    back.disabled = view.page === 0
    on.disabled = view.page === pages - 1
    say(start, shown.length, found.length)
    markMore(box)
  }
  function say(start, count, found) {
    const range = count === 0 ? 'No row' : written(start + 1) + '–' + written(start + count)
    // What the page does not carry is not silently left out of a sort or a filter.
    const isPart = carried < total && (view.query !== '' || view.column >= 0 || start > 0)
    const part = isPart ? ' the first ' + written(carried) + ' of ' + noun(total) : ' ' + noun(total)
    if (view.query === '') status.textContent = range + ' of' + part
    else status.textContent = range + ' of ' + written(found) + ' that hold “' + view.query + '”, among' + part
    if (total === 0) status.textContent = 'No rows'
  }
  back.addEventListener('click', () => { view.page -= 1; show() })
  on.addEventListener('click', () => { view.page += 1; show() })
  const managing = {
    sort(column, direction) {
      Object.assign(view, { column, direction, page: 0 })
      show()
    },
    show,
    // On paper nothing can be paged: what was made for reading stands there whole.
    whole: () => table.classList.contains('metrics') && body.replaceChildren(...(view.column >= 0 ? sortedRows(rows(), view.column, view.direction) : rows())),
  }
  managed.set(table, managing)
  if (carried > PAGE_ROWS && own.length > PAGE_ROWS) show()
  else {
    say(0, Math.min(own.length, PAGE_ROWS), carried)
    back.disabled = true
  }
  return managing
}
const tables = () => [...document.querySelectorAll('table[data-sortable]')]
tables().forEach(manageTable)
addEventListener('beforeprint', () => tables().forEach((table) => managed.get(table).whole()))
addEventListener('afterprint', () => tables().forEach((table) => managed.get(table).show()))

document.addEventListener('click', (event) => {
  const head = event.target.closest('.sort')?.closest('th')
  const table = head?.closest('table')
  if (!head || !managed.has(table)) return
  const ascending = head.getAttribute('aria-sort') !== 'ascending'
  for (const other of head.parentElement.cells) other.removeAttribute('aria-sort')
  head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending')
  managed.get(table).sort(head.cellIndex, ascending ? 1 : -1)
})
`
