import type { Labels } from 'millrace'
import type { Model, Probabilities } from 'millrace/ml'
import { numberText } from './words.ts'

/** A row worth looking at. */
export interface Example {
  readonly kind: 'typical' | 'wrong' | 'borderline' | 'highest'
  /** Its place among the rows that are explained. */
  readonly row: number
  /** The class that is predicted; 0 for a model of numbers. */
  readonly code: number
  /** What is said and what was. */
  readonly verdict: string
}

/**
 * Of classes: a typical row (predicted right, as sure as the middle of those), the surest mistake, and the row where the two
 * most probable classes are closest. Of numbers: a row with the middle error, the one with the largest, and the highest
 * prediction. Each row once; a kind of which there is none is left out.
 */
export function pickExamples(
  model: Model,
  actual: Labels | Float64Array,
  said: Probabilities | Float64Array,
): Example[] {
  const found: Example[] = []
  const add = (kind: Example['kind'], candidates: readonly Candidate[], by: (row: Candidate) => number) => {
    const free = candidates.filter(({ row }) => found.every((example) => example.row !== row))
    const [first] = [...free].sort((a, b) => by(a) - by(b) || a.row - b.row)
    if (first !== undefined) found.push({ kind, row: first.row, code: first.code, verdict: first.verdict })
  }
  if (model.task === 'classification' && !(actual instanceof Float64Array) && !(said instanceof Float64Array)) {
    const rows = classified(actual, said)
    const right = rows.filter((row) => row.right)
    const middle = median(right.map(({ sure }) => sure))
    add('typical', right, ({ sure }) => Math.abs(sure - middle))
    add(
      'wrong',
      rows.filter((row) => !row.right),
      ({ sure }) => -sure,
    )
    add('borderline', rows, ({ lead }) => lead)
    return found
  }
  const rows = predicted(actual as Float64Array, said as Float64Array)
  const middle = median(rows.map(({ error }) => error))
  add('typical', rows, ({ error }) => Math.abs(error - middle))
  add('wrong', rows, ({ error }) => -error)
  add('highest', rows, ({ value }) => -value)
  return found
}

interface Candidate {
  readonly row: number
  readonly code: number
  readonly verdict: string
  /** Probability of the most probable class, and how far it is ahead of the second. */
  readonly sure: number
  readonly lead: number
  readonly right: boolean
  readonly error: number
  readonly value: number
}

function classified({ classes, codes }: Labels, { data }: Probabilities): Candidate[] {
  const size = classes.length
  return Array.from(codes, (code, row) => {
    const own = data.subarray(row * size, (row + 1) * size)
    const order = Array.from(own.keys()).sort((a, b) => (own[b] as number) - (own[a] as number) || a - b)
    const [first = 0, second = 0] = order
    const sure = own[first] as number
    const verdict = `says ${classes[first]} ${Math.round(100 * sure)} %, was ${classes[code]}`
    const lead = sure - (own[second] as number)
    return { row, code: first, verdict, sure, lead, right: first === code, error: 0, value: 0 }
  })
}

function predicted(actual: Float64Array, said: Float64Array): Candidate[] {
  return Array.from(said, (value, row) => {
    const was = actual[row] as number
    const verdict = `says ${numberText(value)}, was ${numberText(was)}`
    return { row, code: 0, verdict, sure: 0, lead: 0, right: true, error: Math.abs(value - was), value }
  })
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
