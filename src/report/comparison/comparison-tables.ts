import type { TableFigure, TableFigureCell } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { fixed } from '../text/fixed.ts'
import { signed } from '../text/signed.ts'
import type { ComparedMetric, ComparedPart, Estimate } from './comparison-model.ts'

/** Texts of both sides; a dash where a side has none. */
export function partTable({ title, rows }: ComparedPart): TableFigure {
  return {
    type: 'table',
    title,
    description: '',
    columns: [{ label: 'what' }, { label: 'a' }, { label: 'b' }],
    rows: rows.map(({ name, a, b }) => [name, a ?? null, b ?? null]),
  }
}

/** Numbers of both sides with their intervals, and how far they lie apart. */
export function estimateTable(metrics: readonly ComparedMetric[], equal: number): TableFigure {
  const intervals = metrics.some(({ a, b }) => hasInterval(a) || hasInterval(b))
  return {
    type: 'table',
    title: `${countOf(metrics.length, 'metric')} ${metrics.length === 1 ? 'differs' : 'differ'}`,
    ...(intervals ? { subtitle: 'With intervals in brackets, where the pipeline works them out' } : {}),
    description:
      equal === 0 ? '' : `${countOf(equal, 'further metric')} ${equal === 1 ? 'is' : 'are'} the same on both sides.`,
    columns: [
      { label: 'metric' },
      { label: 'a', align: 'right' },
      { label: 'b', align: 'right' },
      { label: 'b − a', align: 'right', digits: 4, meaning: 'How much larger b is; below 0 where it is smaller' },
      { label: 'n', align: 'right', meaning: 'Rows that the number rests on, where the pipeline says' },
    ],
    rows: metrics.map(({ name, a, b, difference }) => [
      name,
      estimate(a),
      estimate(b),
      difference === undefined ? null : { value: signedText(difference.value) },
      rowsOf(a, b),
    ]),
  }
}

/** Differences over the same rows: the intervals that say whether two models can be told apart. */
export function pairedTable(paired: readonly ComparedMetric[]): TableFigure {
  const apart = paired.filter(({ difference }) => excludesZero(difference)).length
  const plural = countOf(paired.length, 'difference')
  return {
    type: 'table',
    title:
      apart === 0
        ? `No interval excludes zero: these rows do not tell the two apart`
        : `${apart} of ${plural} lie further from zero than chance explains`,
    subtitle: 'b minus a over the same rows, with the interval of a paired bootstrap',
    description: 'An interval that holds zero means that the rows cannot tell the two apart, not that they are equal.',
    columns: [
      { label: 'metric' },
      { label: 'b − a', align: 'right', digits: 4 },
      { label: 'from', align: 'right', digits: 4 },
      { label: 'to', align: 'right', digits: 4 },
      { label: 'n', unit: 'rows', align: 'right' },
    ],
    rows: paired.map(({ name, difference }) => [
      name,
      difference === undefined ? null : { value: signedText(difference.value), emphasis: excludesZero(difference) },
      difference?.lower === undefined ? null : signedText(difference.lower),
      difference?.upper === undefined ? null : signedText(difference.upper),
      difference?.n ?? null,
    ]),
  }
}

function hasInterval(value: Estimate | undefined): boolean {
  return value?.lower !== undefined && value.upper !== undefined
}

function excludesZero({ lower = 0, upper = 0 }: Estimate = { value: 0 }): boolean {
  return lower > 0 || upper < 0
}

function estimate(value: Estimate | undefined): TableFigureCell {
  if (value === undefined) return null
  const { lower, upper } = value
  const text = numberText(value.value)
  return lower === undefined || upper === undefined ? text : `${text} [${numberText(lower)}, ${numberText(upper)}]`
}

/** Whole numbers as they are, others to four digits after the point, small ones to three that count. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return fixed(value, 0)
  return Math.abs(value) < 0.001 ? value.toPrecision(3).replace(/^-/, '−').replace('e-', 'e−') : fixed(value, 4)
}

function signedText(value: number): string {
  return Math.abs(value) < 0.0005 && value !== 0
    ? `${value > 0 ? '+' : ''}${numberText(value)}`
    : signed(value, Number.isInteger(value) ? 0 : 4)
}

function rowsOf(a: Estimate | undefined, b: Estimate | undefined): TableFigureCell {
  const [left, right] = [a?.n, b?.n]
  if (left === undefined || right === undefined || left === right) return left ?? right ?? null
  return `${fixed(left, 0)} and ${fixed(right, 0)}`
}
