/** The data of a chart as a table, made when a reader opens it. */
export const chartDataScript = String.raw`
const MOST_DATA_ROWS = 500

function dataOf(spec) {
  const own = spec?.data?.values
  if (Array.isArray(own)) return own
  const inner = [...(spec?.layer ?? []), ...(spec?.hconcat ?? []), ...(spec?.vconcat ?? []), ...(spec?.concat ?? []), ...(spec?.spec ? [spec.spec] : [])]
  for (const part of inner) {
    const found = dataOf(part)
    if (found.length > 0) return found
  }
  return []
}

function plainCell(value) {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'number') return String(Number.isInteger(value) ? value : Number(value.toPrecision(6))).replace(/^-/, '−')
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT00:00:00(\.000)?Z$/.test(value)) return value.slice(0, 10)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function dataTable(values) {
  const rows = values.filter((row) => row !== null && typeof row === 'object')
  // What only serves the drawing (the words written into it) or is empty throughout is left out.
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => {
    const first = rows.find((row) => row[name] !== undefined && row[name] !== '' && row[name] !== null)
    return first !== undefined && !['text', 'heading', 'standing', 'certain', 'row', 'base', 'top', 'panel', 'line', 'order', 'said'].includes(name)
  })
  const table = document.createElement('table')
  table.className = 'metrics'
  const numeric = names.map((name) => rows.every((row) => row[name] === null || row[name] === undefined || typeof row[name] === 'number'))
  const head = table.createTHead().insertRow()
  names.forEach((name, index) => {
    const th = document.createElement('th')
    th.scope = 'col'
    if (numeric[index]) th.className = 'number'
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'sort'
    const label = document.createElement('span')
    label.textContent = name
    button.append(label)
    th.append(button)
    head.append(th)
  })
  const body = table.createTBody()
  for (const row of rows.slice(0, MOST_DATA_ROWS)) {
    const tr = body.insertRow()
    names.forEach((name, index) => {
      const cell = document.createElement(index === 0 ? 'th' : 'td')
      if (index === 0) cell.scope = 'row'
      if (numeric[index]) cell.className = 'number'
      cell.textContent = plainCell(row[name])
      tr.append(cell)
    })
  }
  return table
}

for (const fold of document.querySelectorAll('[data-chart-data]')) {
  fold.addEventListener('toggle', () => {
    const body = fold.querySelector('.fold-body')
    if (!fold.open || body.childElementCount > 0) return
    const values = dataOf(specs[Number(fold.dataset.chartData)])
    const box = document.createElement('div')
    box.className = 'table-box'
    box.tabIndex = 0
    box.setAttribute('role', 'region')
    box.setAttribute('aria-label', 'Data of this chart')
    box.append(dataTable(values))
    body.append(box)
    const table = box.querySelector('table')
    table.dataset.total = values.length
    table.dataset.label = 'Data of this chart'
    manageTable(table)
  })
}
`
