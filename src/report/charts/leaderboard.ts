import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { countOf } from '../text/count-of.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { digitsFor } from './digits-for.ts'
import { shortNumber } from './short-number.ts'

/** How far a candidate is better than the baseline, with its interval; below 0 it is worse. */
export interface LeaderboardLine {
  readonly name: string
  /** Less is better. */
  readonly score: number
  /** The baseline's score minus this one. */
  readonly gain: number
  readonly lower: number
  readonly upper: number
}

export interface LeaderboardData {
  /** Such as `log loss`, and `nats`. */
  readonly metric: string
  readonly unit: string
  readonly baseline: { readonly name: string; readonly score: number }
  /** What is made of the candidates. */
  readonly model: LeaderboardLine
  /** The best first; `weight` is its share of the model. */
  readonly candidates: readonly (LeaderboardLine & { readonly weight: number })[]
  /** Rows that judged. */
  readonly n: number
}

/** Most candidates that are drawn beside the model; members of the model always are. */
const MOST = 12

/**
 * What was tried, the best first, as what each gains over knowing nothing: bars from zero, so that it is seen whether the choice
 * matters at all. The model stands on top; it and the candidates that
 * have a share of it are in the accent colour, the others in grey.
 */
export function leaderboard({ metric, unit, baseline, model, candidates, n }: LeaderboardData): ChartFigure {
  const shown = candidates.filter(({ weight }, place) => place < MOST || weight > 0)
  const hidden = candidates.length - shown.length
  const digits = digitsFor([model.score, ...shown.map(({ score }) => score)])
  const lines = [{ ...model, kind: 'model', weight: 1 }, ...shown.map((one) => ({ ...one, kind: kindOf(one.weight) }))]
  const values = lines.map(({ name, score, gain, lower, upper, weight, kind }) => ({
    name,
    label: kind === 'member' ? `${name}: ${shareText(weight)}` : name,
    score,
    gain,
    lower,
    upper,
    share: kind === 'member' ? shareText(weight) : '',
    kind,
    text: fixed(score, digits),
    end: Math.max(gain, upper, 0),
  }))
  const domain = domainOf(values)
  const beyond = values.filter(({ gain }) => gain < domain[0]).length
  return chartFigure({
    title: finding(model, candidates, metric),
    subtitle: `${capitalize(metric)} (${unit}) below ${baseline.name} (${shortNumber(baseline.score)}), with 95 % intervals; beside a name its share of the model, on the right its ${metric}; n\u00a0=\u00a0${thousands(n)}${hidden === 0 ? '' : `; ${countOf(hidden, 'worse candidate')} not drawn`}${beyond === 0 ? '' : `; ${countOf(beyond, 'bar')} cut off`}`,
    description: `${capitalize(metric)} of the model ${fixed(model.score, digits)}; ${shown
      .map(({ name, score }) => `${name} ${fixed(score, digits)}`)
      .join(', ')}; ${baseline.name} ${fixed(baseline.score, digits)}. Less is better.`,
    size: { max: 720 },
    spec: {
      data: { values },
      height: values.length * 40 + 8,
      encoding: {
        y: {
          field: 'name',
          type: 'nominal',
          sort: values.map(({ name }) => name),
          axis: null,
          scale: { paddingInner: 0.65, paddingOuter: 0.5 },
        },
        x: {
          field: 'gain',
          type: 'quantitative',
          title: `${metric} gained (${unit})`,
          scale: { zero: true, domain, nice: false },
          axis: { tickCount: 5 },
        },
        tooltip: [
          { field: 'name', title: 'candidate' },
          { field: 'score', title: metric, format: '.5~g' },
          { field: 'gain', title: 'gain', format: '.4~g' },
          { field: 'lower', title: 'from', format: '.4~g' },
          { field: 'upper', title: 'to', format: '.4~g' },
          { field: 'share', title: 'share of the model' },
        ],
      },
      layer: [
        ...[
          ['model', 'accent-soft'],
          ['member', 'accent-soft'],
          ['other', 'context'],
        ].map(([kind, style]) => ({
          transform: [{ filter: `datum.kind === '${kind}'` }],
          mark: { type: 'bar', style, clip: true },
        })),
        {
          mark: { type: 'rule', style: ['interval', 'ink-line'], clip: true },
          encoding: { x: { field: 'lower', type: 'quantitative' }, x2: { field: 'upper' } },
        },
        {
          transform: [{ filter: "datum.kind === 'model'" }],
          mark: { type: 'point', filled: true, style: ['dot', 'accent-dot'] },
        },
        // The name stands above its bar: room for any length, also on a narrow screen.
        {
          name: 'haloed-names',
          mark: { type: 'text', style: 'row-label', align: 'left', dx: 4, dy: -17, limit: { expr: 'width' } },
          encoding: { text: { field: 'label' }, x: { datum: 0 } },
        },
        {
          name: 'haloed-values',
          mark: { type: 'text', style: 'value-label', align: 'left', dx: 6 },
          encoding: { text: { field: 'text' }, x: { field: 'end', type: 'quantitative' } },
        },
      ],
    },
  })
}

function kindOf(weight: number): 'member' | 'other' {
  return weight > 0 ? 'member' : 'other'
}

function shareText(weight: number): string {
  return weight < 0.01 ? `below ${percent(0.01)}` : percent(weight)
}

/** Room on the right for the values; a candidate far worse than the baseline is cut off rather than pressing all others together. */
function domainOf(values: readonly { readonly lower: number; readonly end: number }[]): [number, number] {
  const high = Math.max(...values.map(({ end }) => end), 1e-9)
  const low = Math.min(0, ...values.map(({ lower }) => lower))
  return [Math.max(low, -0.3 * high), 1.15 * high]
}

function finding(
  model: LeaderboardLine,
  candidates: readonly (LeaderboardLine & { readonly weight: number })[],
  metric: string,
): string {
  const members = candidates.filter(({ weight }) => weight > 0).length
  const made =
    members === 0
      ? 'No candidate helps, and the model is the baseline'
      : members === 1
        ? 'One candidate makes the model'
        : `${members} of ${countOf(candidates.length, 'candidate')} make the model`
  if (model.lower <= 0) return `${made}, which is not told apart from the baseline`
  const [best] = candidates
  if (best === undefined) return made
  const off = best.score - model.score
  return `${made}; its ${metric} is ${shortNumber(Number(Math.abs(off).toPrecision(2)))} ${off > 0 ? 'below' : 'above'} the best candidate’s`
}
