import {
  defineStage,
  deriveSeed,
  type Findings,
  figure,
  json,
  MillraceError,
  many,
  optional,
  type Table,
  table,
} from 'millrace'
import { bootstrapDraws } from 'millrace/ml'
import type { Estimate } from './compare/area-interval.ts'
import { assignGroups } from './compare/assign-groups.ts'
import { type AxisEffect, axisEffects } from './compare/axis-effects.ts'
import { differencesFigure, scoresTable } from './compare/figures.ts'
import { type Comparison, compareGroup, differenceOf, judge, type Score } from './compare/judge.ts'
import { compareParams } from './compare/params.ts'
import { readForecast, requireSameRows } from './compare/read-forecast.ts'
import { writeFindings } from './compare/write-findings.ts'

/** Forecasts of the same rows. */
export interface ComparedGroup {
  readonly name: string
  readonly title: string
  readonly n: number
  /** Rows of each class. */
  readonly classes: Readonly<Record<string, number>>
  readonly scores: readonly (Score & {
    readonly label: string
    readonly title: string
    readonly role: 'model' | 'baseline'
    readonly values: Readonly<Record<string, string>>
  })[]
  /** Each model minus each baseline. */
  readonly differences: readonly Comparison[]
  /** Each other baseline minus the one that models are set against, in log loss. */
  readonly baselineDifferences: readonly { readonly label: string; readonly difference: Estimate }[]
  /** What each choice changes, all else being the same. */
  readonly effects: readonly AxisEffect[]
}

export interface Compared {
  readonly groups: Readonly<Record<string, ComparedGroup>>
}

/**
 * Sets many forecasts side by side: usually all instances of a stage with a matrix, such as `cross-validate`, and the
 * baselines that they must beat.
 *
 * A label such as `own,smote,none,forest` says by `axes` what a forecast is. Forecasts of the same rows form a group, which
 * has its own baselines; that the rows are the same, by `key`, is checked. For each: log loss, Brier score, RPS, accuracy
 * and ROC AUC with bootstrap intervals, and the paired difference to each baseline. Since many comparisons are made, each
 * difference also has a p-value that is adjusted for all of its group (Holm), and the size that it would have to have for
 * so many rows to tell it from nothing. `effects` say what a choice such as resampling changes, all else being the same.
 *
 * Gives `comparison` (all of it), `chart` and `scores` to be looked at, and `findings`: what so many rows can and cannot
 * show, in sentences.
 */
export default defineStage({
  section: 'evaluation',
  inputs: { predictions: many(table()), baselines: optional(many(table())) },
  outputs: { comparison: json<Compared>(), findings: json<Findings>(), chart: figure(), scores: figure() },
  params: compareParams,

  async run({ inputs, params, seed, progress }) {
    const sources: Readonly<Record<string, Table>> = { ...inputs.baselines, ...inputs.predictions }
    const [models, baselines] = [Object.keys(inputs.predictions), Object.keys(inputs.baselines ?? {})]
    const repeated = models.find((label) => baselines.includes(label))
    if (repeated !== undefined) {
      throw new MillraceError('E_PARAMS', `The label "${repeated}" is given to predictions and to a baseline.`)
    }
    const members = assignGroups(models, baselines, params)
    const forecasts = new Map(
      await Promise.all(
        [...new Set(members.map(({ label }) => label))].map(async (label) => {
          return [label, await readForecast(label, sources[label] as Table, params)] as const
        }),
      ),
    )
    const groups = params.groups.map((group) => {
      const { name } = group
      const own = members.filter((member) => member.group === name)
      requireSameRows(
        name,
        own.map(({ label }) => forecasts.get(label)!),
      )
      if (!own.some(({ role }) => role === 'model')) {
        throw new MillraceError('E_PARAMS', `No predictions belong to the group "${name}".`, {
          hint: 'See `of`: the values by axis of what belongs to it.',
        })
      }
      const { codes } = forecasts.get(own[0]!.label)!.actual
      // The same draws for all of the group: another forecast shifts no interval.
      const draws = bootstrapDraws(codes.length, { ...params.bootstrap, seed: deriveSeed(seed, 'bootstrap') })
      const judged = own.map((member, i) => {
        progress(i, own.length, group.title)
        return judge(member, forecasts.get(member.label)!, params, draws)
      })
      const against = judged.find(({ label }) => label === group.baselines[0]?.label)!
      return {
        name,
        title: group.title,
        n: codes.length,
        classes: Object.fromEntries(
          params.classes.map((word, k) => [word, codes.reduce((sum, code) => sum + (code === k ? 1 : 0), 0)]),
        ),
        scores: judged.map(({ label, title, role, values, score }) => ({ label, title, role, values, ...score })),
        differences: compareGroup(judged, params, draws),
        baselineDifferences: judged
          .filter(({ role, label }) => role === 'baseline' && label !== against.label)
          .map(({ label, losses }) => ({
            label,
            difference: differenceOf(losses.logLoss, against.losses.logLoss, draws),
          })),
        effects: axisEffects(judged, params, draws),
      }
    })
    return {
      comparison: { groups: Object.fromEntries(groups.map((group) => [group.name, group])) },
      findings: writeFindings(groups, params),
      chart: differencesFigure(groups, params),
      scores: scoresTable(groups, params),
    }
  },
})
