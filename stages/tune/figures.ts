import type { Figure } from 'millrace'
import { type ParameterImportance, parameterImportance, type Space } from 'millrace/ml'
import {
  optimizationHistory,
  type PlacedTrial,
  parallelCoordinates,
  parameterImportanceChart,
  regretCurves,
  type SearchAxis,
  type SearchTrial,
  slicePlots,
} from 'millrace/report'
import type { TuneStudy, TuneTrial } from './describe-search.ts'
import type { TuneParams } from './params.ts'
import { axisOf, placeOf } from './places.ts'

const measureOf = ({ objectives }: TuneStudy) => {
  const { title, direction } = objectives[0]!
  return { measure: title, direction: direction as 'minimize' | 'maximize' }
}
const scoreOf = ({ objectives }: TuneStudy, trial: TuneTrial) => trial.scores?.[objectives[0]!.name]

const titles: Readonly<Record<string, string>> = {
  tpe: 'TPE',
  gp: 'GP',
  latinHypercube: 'Latin hypercube',
  sobol: 'Sobol',
}

/** The last time that each trial was told of: with a scheduler the largest budget that it had. */
function lastOf({ trials }: TuneStudy): TuneTrial[] {
  return [...new Map(trials.map((trial) => [`${trial.strategy}/${trial.trial}`, trial])).values()]
}

/** The largest of all; undefined without a scheduler. */
function fullBudget({ trials }: TuneStudy): number | undefined {
  return trials.some(({ budget }) => budget !== undefined)
    ? Math.max(...trials.map(({ budget }) => budget ?? 0))
    : undefined
}

/** With fewer trials nothing is learnt of the parameters. */
const fewest = 12

/**
 * The trials of one budget, the largest that enough of them had: what was given little and what was given much cannot be
 * compared, and a parameter would seem to matter by how early its trials were given up.
 */
function comparable(study: TuneStudy): { readonly trials: readonly TuneTrial[]; readonly budget: number | undefined } {
  const scored = study.trials.filter((trial) => scoreOf(study, trial) !== undefined)
  const budgets = [...new Set(scored.map(({ budget }) => budget))].sort((a, b) => (b ?? 0) - (a ?? 0))
  const of = (budget: number | undefined) => scored.filter((trial) => trial.budget === budget)
  const enough = budgets.find((budget) => of(budget).length >= fewest)
  const most = [...budgets].sort((a, b) => of(b).length - of(a).length)[0]
  const budget = enough ?? most
  return { trials: of(budget), budget }
}

const budgetText = (budget: number | undefined, { scheduler }: TuneParams) =>
  budget === undefined || scheduler === undefined ? undefined : `${budget} ${scheduler.resource}`

/** One strategy: each trial and the best so far. Several: what each has found. */
export function historyFigure(study: TuneStudy): Figure {
  const full = fullBudget(study)
  const trials = lastOf(study).map(
    (trial): SearchTrial => ({
      strategy: titles[trial.strategy] ?? trial.strategy,
      number: trial.trial,
      value: scoreOf(study, trial),
      early: full !== undefined && trial.budget !== full,
    }),
  )
  const several = new Set(trials.map(({ strategy }) => strategy)).size > 1
  return several ? regretCurves({ trials, ...measureOf(study) }) : optimizationHistory({ trials, ...measureOf(study) })
}

/** Of all strategies together. */
export function importanceFigure(study: TuneStudy, params: TuneParams, shares: readonly ParameterImportance[]): Figure {
  const { trials, budget } = comparable(study)
  return parameterImportanceChart({
    parameters: shares,
    measure: measureOf(study).measure,
    trials: trials.length,
    budget: budgetText(budget, params),
  })
}

/** How much each parameter matters, the most first; nothing is said where there are too few trials to learn from. */
export async function sharesOf(study: TuneStudy, space: Space, seed: number): Promise<ParameterImportance[]> {
  const known = told(study).map(({ params, value }) => ({ params, value }))
  if (known.length < 4)
    return Object.keys(space)
      .sort()
      .map((name) => ({ name, share: 0 }))
  return parameterImportance(space, known, { seed })
}

function told(study: TuneStudy) {
  return comparable(study).trials.map((trial) => ({ ...trial, value: scoreOf(study, trial) as number }))
}

function placed(
  study: TuneStudy,
  params: TuneParams,
  shares: readonly ParameterImportance[],
): { axes: SearchAxis[]; trials: PlacedTrial[]; budget: string | undefined } {
  const { space } = params
  return {
    budget: budgetText(comparable(study).budget, params),
    axes: shares.map(({ name }) => axisOf(name, space[name]!)),
    trials: told(study).map(({ params, value }, number) => ({
      number,
      value,
      places: Object.fromEntries(Object.entries(params).map(([name, given]) => [name, placeOf(space[name]!, given)])),
      labels: Object.fromEntries(
        Object.entries(params).map(([name, given]) => [
          name,
          typeof given === 'number' ? String(Number(given.toPrecision(4))) : String(given),
        ]),
      ),
    })),
  }
}

export function parallelFigure(study: TuneStudy, params: TuneParams, shares: readonly ParameterImportance[]): Figure {
  return parallelCoordinates({ ...placed(study, params, shares), ...measureOf(study) })
}

export function slicesFigure(study: TuneStudy, params: TuneParams, shares: readonly ParameterImportance[]): Figure {
  return slicePlots({ ...placed(study, params, shares), ...measureOf(study) })
}
