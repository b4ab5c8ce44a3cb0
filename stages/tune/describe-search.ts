import { MillraceError, Table } from 'millrace'
import type { Finished, Params } from 'millrace/ml'
import { objectives } from './objectives.ts'
import type { TuneParams } from './params.ts'
import { type Search, trialKey } from './search.ts'

/** One thing that was tried. */
export interface TuneTrial {
  readonly strategy: string
  readonly trial: number
  readonly params: Params
  readonly budget?: number
  /** A mean over the folds for each objective; absent when it failed. */
  readonly scores?: Readonly<Record<string, number>>
  /** For each objective one a fold. */
  readonly folds?: Readonly<Record<string, readonly number[]>>
  readonly failed?: string
  /** The code of the error by which it failed. */
  readonly code?: string
}

/** A whole search, as plain data. */
export interface TuneStudy {
  readonly objectives: readonly { readonly name: string; readonly direction: string; readonly title: string }[]
  /** How many trials each strategy ran: where seconds were the budget, how many they bought. */
  readonly bought: Readonly<Record<string, number>>
  /** In the order in which they were asked for, strategy after strategy. */
  readonly trials: readonly TuneTrial[]
  /** Of several objectives: places in `trials` of those that no other beats in all of them. */
  readonly front: readonly number[]
}

export interface Best {
  readonly strategy: string
  readonly trial: number
  readonly chosen: Params
  readonly budget: number | undefined
  readonly scores: Readonly<Record<string, number>>
}

/** What all strategies found, and the best of it. @throws E_ML_EMPTY when every trial failed */
export function describeSearch(searches: readonly Search[], params: TuneParams): { study: TuneStudy; best: Best } {
  const names = [params.objective].flat()
  const named = (values: readonly number[]) => Object.fromEntries(names.map((name, m) => [name, values[m]!]))
  const trials: TuneTrial[] = searches.flatMap(({ strategy, study, outcomes }) =>
    study.finished().map((trial) => {
      const { failed, code, folds } = outcomes.get(trialKey(trial))!
      return {
        strategy,
        trial: trial.number,
        params: trial.params,
        ...(trial.budget === undefined ? {} : { budget: trial.budget }),
        ...(trial.values === undefined
          ? { failed: failed ?? 'no value', ...(code === undefined ? {} : { code }) }
          : { scores: named(trial.values), folds: Object.fromEntries(names.map((name, m) => [name, folds[m] ?? []])) }),
      }
    }),
  )
  const { direction } = objectives[names[0]!]!
  const sign = direction === 'maximize' ? -1 : 1
  let best: (Finished & { readonly strategy: string }) | undefined
  for (const { strategy, study } of searches) {
    const own = study.best()
    if (own && (best === undefined || sign * own.values![0]! < sign * best.values![0]!)) best = { ...own, strategy }
  }
  if (best === undefined) {
    throw new MillraceError(
      'E_ML_EMPTY',
      `All ${trials.length} trials failed; the first: ${trials[0]?.failed ?? 'none was run'}`,
    )
  }
  const front = searches.flatMap(({ strategy, study }) =>
    names.length === 1
      ? []
      : study
          .front()
          .map((one) =>
            trials.findIndex(
              (trial) => trial.strategy === strategy && trial.trial === one.number && trial.budget === one.budget,
            ),
          ),
  )
  return {
    study: {
      objectives: names.map((name) => ({
        name,
        direction: objectives[name]!.direction,
        title: objectives[name]!.title,
      })),
      bought: Object.fromEntries(searches.map(({ strategy, count }) => [strategy, count])),
      trials,
      front,
    },
    best: {
      strategy: best.strategy,
      trial: best.number,
      chosen: best.params,
      budget: best.budget,
      scores: named(best.values!),
    },
  }
}

/** A row a trial: its parameters, as numbers where they all are, and its scores. */
export function trialTable({ trials, objectives }: TuneStudy): Table {
  const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))].sort()
  const numeric = (name: string) => trials.every(({ params }) => !(name in params) || typeof params[name] === 'number')
  const cell = (name: string, params: Params) => {
    const value = params[name] ?? null
    return value === null || numeric(name) ? value : String(value)
  }
  const types = Object.fromEntries(names.map((name) => [name, numeric(name) ? 'DOUBLE' : 'VARCHAR']))
  const scored = Object.fromEntries(objectives.map(({ name }) => [`score_${name}`, 'DOUBLE']))
  return Table.from(
    trials.map(({ strategy, trial, budget = null, params, scores, failed = null }) => ({
      strategy,
      trial,
      budget,
      ...Object.fromEntries(names.map((name) => [name, cell(name, params)])),
      ...Object.fromEntries(objectives.map(({ name }) => [`score_${name}`, scores?.[name] ?? null])),
      failed,
    })),
    { types: { strategy: 'VARCHAR', trial: 'INTEGER', budget: 'DOUBLE', ...types, ...scored, failed: 'VARCHAR' } },
  )
}
