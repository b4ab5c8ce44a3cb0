import type { Cell, Example } from '../contracts/measure.ts'

/** `row 17: goals 25, team "Betis"`, `result "abandoned" in 3 rows`. */
export function describeExample({ row, rows, cells }: Example): string {
  const words = Object.entries(cells).map(([name, cell]) => `${name} ${shown(cell)}`)
  const head = row === undefined ? '' : `row ${row}: `
  const tail = rows === undefined ? '' : ` in ${rows} ${rows === 1 ? 'row' : 'rows'}`
  return `${head}${words.join(', ')}${tail}`
}

function shown(cell: Cell): string {
  return cell === null ? 'missing' : typeof cell === 'string' ? JSON.stringify(cell) : String(cell)
}
