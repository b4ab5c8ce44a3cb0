import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Labels, Matrix } from '../../src/base/matrix.ts'
import { createRandom } from '../../src/base/random.ts'

/** A table for both sides: what a row's target is, beside its features as doubles. Text became codes by sorted name. */
export interface ParityTable {
  readonly name: string
  readonly names: readonly string[]
  /** Row after row. */
  readonly x: readonly (readonly number[])[]
  /** Class codes, or values. */
  readonly y: readonly number[]
  /** How many classes; 0 for a number. */
  readonly classes: number
}

const data = process.env.MILLRACE_TEST_DATA ?? '../shared/data'

function lines(path: string): string[] {
  const bytes = readFileSync(join(data, path))
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  return text.split('\n').filter((line) => line.trim() !== '')
}

function numbers(rows: readonly string[], separator: string | RegExp = ','): number[][] {
  return rows.map((row) => row.trim().split(separator).map(Number))
}

/** scikit-learn's own files: the first line says `rows,features,names of classes`, the last column is the class. */
function bundled(name: string, path: string): ParityTable {
  const [head = '', ...rows] = lines(path)
  const values = numbers(rows)
  return table(name, values, head.split(',').length - 2)
}

function table(name: string, rows: readonly number[][], classes: number): ParityTable {
  const x = rows.map((row) => row.slice(0, -1))
  return { name, names: x[0]!.map((_, j) => `x${j}`), x, y: rows.map((row) => row.at(-1)!), classes }
}

function diabetes(): ParityTable {
  const x = numbers(lines('tabular/diabetes_data_raw.csv.gz'), /\s+/)
  const y = numbers(lines('tabular/diabetes_target.csv.gz'), /\s+/)
  return table(
    'diabetes',
    x.map((row, i) => [...row, y[i]![0]!]),
    0,
  )
}

/** Last column first: what is to be predicted is the number of visits, the first column. */
function randhie(): ParityTable {
  return table(
    'randhie',
    numbers(lines('tabular/randhie.csv').slice(1)).map(([visits = 0, ...rest]) => [...rest, visits]),
    0,
  )
}

function fair(): ParityTable {
  const rows = numbers(lines('tabular/fair.csv').slice(1))
  return table(
    'fair',
    rows.map((row) => [...row.slice(0, -1), row.at(-1)! > 0 ? 1 : 0]),
    2,
  )
}

function adult(): ParityTable {
  const rows = [...lines('fairness/adult.data.gz'), ...lines('fairness/adult.test.gz')]
    .map((line) => line.split(',').map((cell) => cell.trim().replace(/\.$/, '')))
    .filter((row) => row.length === 15 && row[0] !== 'age')
  const coded = rows[0]!.map((_, j) => {
    const cells = rows.map((row) => row[j]!)
    if (cells.every((cell) => cell !== '' && Number.isFinite(Number(cell)))) return cells.map(Number)
    const known = [...new Set(cells)].sort()
    const code = new Map(known.map((cell, k) => [cell, k]))
    return cells.map((cell) => code.get(cell)!)
  })
  return table(
    'adult',
    rows.map((_, i) => coded.map((column) => column[i]!)),
    2,
  )
}

/** Gaussian features, of which some decide, with noise. */
function synthetic(name: string, rows: number, columns: number, classes: number): ParityTable {
  const random = createRandom(rows + classes)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const x = Array.from({ length: rows }, () => Array.from({ length: columns }, normal))
  const score = x.map((row) => row[0]! + row[1]! * row[2]! - (row[3]! > 0.5 ? 1.2 : 0) + 0.4 * row[5]! ** 2 + normal())
  if (classes === 0)
    return table(
      name,
      x.map((row, i) => [...row, score[i]!]),
      0,
    )
  const sorted = [...score].sort((a, b) => a - b)
  const cuts = Array.from({ length: classes - 1 }, (_, k) => sorted[Math.floor(((k + 1) / classes) * rows)]!)
  return table(
    name,
    x.map((row, i) => [...row, cuts.filter((cut) => score[i]! >= cut).length]),
    classes,
  )
}

export const parityTables: Readonly<Record<string, () => ParityTable>> = {
  breast_cancer: () => bundled('breast_cancer', 'tabular/breast_cancer.csv'),
  wine: () => bundled('wine', 'tabular/wine_data.csv'),
  iris: () => bundled('iris', 'tabular/iris.csv'),
  fair,
  adult,
  'synthetic 2': () => synthetic('synthetic 2', 6000, 20, 2),
  'synthetic 3': () => synthetic('synthetic 3', 3000, 20, 3),
  diabetes,
  randhie,
  'synthetic number': () => synthetic('synthetic number', 6000, 20, 0),
}

/** Which rows are held out, three of ten, for a seed. */
export function heldOut(rows: number, seed: number): Uint8Array {
  const random = createRandom(seed)
  const order = Array.from({ length: rows }, (_, i) => i)
  for (let i = rows - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  const out = new Uint8Array(rows)
  for (const row of order.slice(0, Math.round(rows * 0.3))) out[row] = 1
  return out
}

/** Some rows of a table, as learners take them. */
export function matrixOf(table: ParityTable, rows: readonly number[]): Matrix {
  const data = new Float64Array(rows.length * table.names.length)
  rows.forEach((row, i) => {
    for (let j = 0; j < table.names.length; j++) data[j * rows.length + i] = table.x[row]![j]!
  })
  return { rows: rows.length, columns: table.names.length, names: table.names, data }
}

export function labelsOf(table: ParityTable, rows: readonly number[]): Labels {
  const classes = Array.from({ length: table.classes }, (_, k) => String(k))
  return { classes, codes: Int32Array.from(rows, (row) => table.y[row]!) }
}

export function valuesOf(table: ParityTable, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => table.y[row]!)
}
