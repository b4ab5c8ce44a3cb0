import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { countOf } from '../text/count-of.ts'
import { fixed } from '../text/fixed.ts'
import { signed } from '../text/signed.ts'
import { chartFigure } from './chart-figure.ts'
import { digitsFor } from './digits-for.ts'

export interface Waterfall {
  /** Which row it is: `2017-04-23, Barcelona`. */
  readonly row: string
  /** What kind of row: `typical`, `wrong`, `borderline`. */
  readonly kind: string
  /** What was said and what was: `says win 86 %, was win`. */
  readonly verdict: string
  /** What is explained: `probability of “win”`. */
  readonly output: string
  /** What is said without knowing the row. */
  readonly base: number
  /** In any order. */
  readonly features: readonly { readonly name: string; readonly value: string; readonly contribution: number }[]
}

export interface WaterfallsData {
  readonly rows: readonly Waterfall[]
  /** What contributions are counted in: `probability`. */
  readonly unit: string
}

/** Least width of a panel, in pixels: three stand beside one another on a wide page. */
const PANEL = 250

/** Features that have a bar of their own in each panel; the others share one. */
const OWN = 7

/** How a few rows get from what is said of any row to what is said of them: a panel a row, a bar a feature, largest first. */
export function waterfalls({ rows, unit }: WaterfallsData): ChartFigure {
  const panels = rows.map(panelOf)
  const values = rows.flatMap((row, r) => steps(row, panels[r] as string))
  const digits = digitsFor(values.flatMap(({ from, to }) => [to, from]))
  const places = Math.max(0, ...values.map(({ place }) => place)) + 1
  const text = values.map((step) => ({
    ...step,
    text: step.kind === 'end' ? fixed(step.to, digits) : signed(step.to - step.from, digits),
    right: Math.max(step.from, step.to),
    from: Number(step.from.toPrecision(6)),
    to: Number(step.to.toPrecision(6)),
  }))
  const wide = rows.reduce((most, row) => Math.max(most, row.features.length), 0)
  return chartFigure({
    title: finding(rows),
    subtitle: `From what is said of any row to what is said of this one, in ${unit}${wide > OWN ? `; ${countOf(OWN, 'feature')} each, the rest in one bar` : ''}`,
    description: rows.map((row) => inWords(row, digits)).join(' '),
    size: { min: PANEL, max: rows.length > 1 ? 420 : 640, panels: rows.length },
    spec: {
      data: { values: text },
      ...(rows.length > 1
        ? {
            facet: { field: 'panel', type: 'nominal', sort: panels, title: null, header: { labelLimit: PANEL } },
            spec: panel(places, unit, 'child_width'),
            // Each row starts where its class does: on one axis the bars would be too short to see.
            resolve: { scale: { x: 'independent' } },
          }
        : panel(places, unit, 'width')),
    },
  })
}

function panel(places: number, unit: string, width: string) {
  return {
    height: places * 40 + 8,
    encoding: {
      y: { field: 'place', type: 'ordinal', axis: null, scale: { paddingInner: 0.65, paddingOuter: 0.5 } },
      x: {
        field: 'from',
        type: 'quantitative',
        title: unit,
        scale: { zero: false, padding: 24 },
        axis: { tickCount: 4 },
      },
      tooltip: [
        { field: 'label', title: 'feature' },
        { field: 'text', title: 'contribution' },
        { field: 'from', title: 'from', format: '.4~f' },
        { field: 'to', title: 'to', format: '.4~f' },
      ],
    },
    layer: [
      {
        transform: [{ filter: "datum.kind !== 'end'" }],
        mark: { type: 'bar' },
        encoding: {
          x2: { field: 'to' },
          color: {
            field: 'kind',
            type: 'nominal',
            scale: { domain: ['lowers', 'raises'], range: 'category' },
            legend: { symbolType: 'square' },
          },
        },
      },
      {
        transform: [{ filter: "datum.kind === 'end'" }],
        mark: { type: 'tick', style: 'ink-line', thickness: 3, size: 16 },
        encoding: { x: { field: 'to', type: 'quantitative' } },
      },
      {
        name: 'haloed-labels',
        mark: { type: 'text', style: 'row-label', align: 'left', dy: -17, limit: { expr: width } },
        encoding: { text: { field: 'label' }, x: { value: 0 } },
      },
      {
        name: 'haloed-values',
        mark: { type: 'text', style: 'value-label', align: 'left', dx: 6 },
        encoding: { text: { field: 'text' }, x: { field: 'right', type: 'quantitative' } },
      },
    ],
  }
}

interface Step {
  readonly panel: string
  readonly place: number
  readonly label: string
  readonly kind: 'raises' | 'lowers' | 'end'
  readonly from: number
  readonly to: number
}

function steps(row: Waterfall, name: string): Step[] {
  const sorted = largestFirst(row)
  const own = sorted.slice(0, sorted.length > OWN + 1 ? OWN : OWN + 1)
  const rest = sorted.slice(own.length)
  const parts = own.map(({ name: feature, value, contribution }) => ({ label: `${feature} = ${value}`, contribution }))
  if (rest.length > 0) {
    const contribution = rest.reduce((sum, feature) => sum + feature.contribution, 0)
    parts.push({ label: `${countOf(rest.length, 'other feature')} together`, contribution })
  }
  const all: Step[] = [
    { panel: name, place: 0, label: `any row: ${row.output}`, kind: 'end', from: row.base, to: row.base },
  ]
  let at = row.base
  for (const { label, contribution } of parts) {
    const kind = contribution < 0 ? 'lowers' : 'raises'
    all.push({ panel: name, place: all.length, label, kind, from: at, to: at + contribution })
    at += contribution
  }
  return [...all, { panel: name, place: all.length, label: `this row ${row.verdict}`, kind: 'end', from: at, to: at }]
}

function largestFirst({ features }: Waterfall) {
  return [...features].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.name < b.name ? -1 : 1))
}

function panelOf({ kind, row }: Waterfall): string {
  return `${capitalize(kind)}: ${row}`
}

function inWords(row: Waterfall, digits: number): string {
  const said = row.features.reduce((sum, { contribution }) => sum + contribution, row.base)
  const first = largestFirst(row)
    .slice(0, 3)
    .map(({ name, value, contribution }) => `${name} = ${value} ${signed(contribution, digits)}`)
  return `${panelOf(row)}, where the model ${row.verdict}; ${row.output} from ${fixed(row.base, digits)} to ${fixed(said, digits)}, by ${first.join(', ')} and others.`
}

function finding(rows: readonly Waterfall[]): string {
  const [row] = rows
  const [first] = row === undefined ? [] : largestFirst(row)
  if (row === undefined || first === undefined) return 'No rows to explain'
  const wrong = rows.find(({ kind }) => kind === 'wrong')
  const [culprit] = wrong === undefined ? [] : largestFirst(wrong)
  if (culprit !== undefined) return `In the row that it got wrong, “${culprit.name}” misled the model the most`
  return `In a ${row.kind} row, “${first.name}” decides the most`
}
