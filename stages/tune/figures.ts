import type { Figure } from 'millrace'
import { parameterImportance, type Space } from 'millrace/ml'
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

/** One strategy: each trial and the best so far. Several: what each has found. */
export function historyFigure(study: TuneStudy, _params: TuneParams): Figure {
  const trials = lastOf(study).map(
    (trial): SearchTrial => ({
      strategy: titles[trial.strategy] ?? trial.strategy,
      number: trial.trial,
      value: scoreOf(study, trial),
    }),
  )
  const several = new Set(trials.map(({ strategy }) => strategy)).size > 1
  return several ? regretCurves({ trials, ...measureOf(study) }) : optimizationHistory({ trials, ...measureOf(study) })
}

/** Of all strategies together. */
export async function importanceFigure(study: TuneStudy, params: TuneParams, seed: number): Promise<Figure> {
  const shares = await sharesOf(study, params.space, seed)
  return parameterImportanceChart({ parameters: shares, measure: measureOf(study).measure, trials: told(study).length })
}

async function sharesOf(study: TuneStudy, space: Space, seed: number) {
  const known = told(study)
  // Too few to learn from: nothing is said.
  if (known.length < 4) return Object.keys(space).map((name) => ({ name, share: 0 }))
  return parameterImportance(
    space,
    known.map(({ params, value }) => ({ params, value })),
    { seed },
  )
}

function told(study: TuneStudy) {
  return lastOf(study).flatMap((trial) => {
    const value = scoreOf(study, trial)
    return value === undefined ? [] : [{ ...trial, value }]
  })
}

function placed(study: TuneStudy, { space }: TuneParams): { axes: SearchAxis[]; trials: PlacedTrial[] } {
  const names = Object.keys(space).sort()
  return {
    axes: names.map((name) => axisOf(name, space[name]!)),
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

export function parallelFigure(study: TuneStudy, params: TuneParams): Figure {
  return parallelCoordinates({ ...placed(study, params), ...measureOf(study) })
}

export function slicesFigure(study: TuneStudy, params: TuneParams): Figure {
  return slicePlots({ ...placed(study, params), ...measureOf(study) })
}
