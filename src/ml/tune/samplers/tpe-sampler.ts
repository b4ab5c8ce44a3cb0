import { createRandom, deriveSeed, type Random } from '../../../base/random.ts'
import { requireWhole } from '../../checks.ts'
import { log } from '../../kernels/elementary/log.ts'
import { rankObservations } from '../objectives/rank-observations.ts'
import { parzenCategories } from '../parzen/parzen-categories.ts'
import { densityAt, drawIndex, drawPlace, parzenNumbers } from '../parzen/parzen-numbers.ts'
import { rampWeights } from '../parzen/ramp-weights.ts'
import { isActive } from '../space/is-active.ts'
import type { Dimension, Params, ParamValue } from '../space/space.ts'
import { cellOf, fromUnit, toUnit } from '../space/unit.ts'
import { randomSampler } from './random-sampler.ts'
import type { Sampler } from './sampler.ts'

export interface TpeOptions {
  /** Trials drawn at random before the first that is chosen. Default 10. */
  readonly startupTrials?: number | undefined
  /** Values compared for each parameter. Default 24. */
  readonly candidates?: number | undefined
  /** Weight of the wide kernel over the whole range. Default 1. */
  readonly priorWeight?: number | undefined
}

/**
 * The tree-structured Parzen estimator: of the values that good trials had, it takes one that bad trials seldom had. Good
 * are the best `min(⌈n/10⌉, 25)`; `l` and `g` are the densities of the good and the others; of 24 values drawn from `l`, the
 * one with the largest `l / g` is taken, each parameter by itself. Trials that are still running count as bad, so that
 * the trials of a batch keep apart.
 *
 * Several objectives are ranked by non-dominated fronts. Parameters that do not exist in a trial do not count there.
 *
 * Source: Bergstra et al., "Algorithms for hyper-parameter optimization", NIPS 2011; Watanabe (2023), arXiv:2304.11127;
 * defaults are those of Optuna's `TPESampler` (univariate). O(d · (n log n + candidates · n)) a trial.
 * @throws E_ML_PARAMETER for options out of range
 * @example createStudy({ space, sampler: tpeSampler(), seed: 1 })
 */
export function tpeSampler(options: TpeOptions = {}): Sampler {
  const { startupTrials = 10, candidates = 24, priorWeight = 1 } = options
  requireWhole('startupTrials', startupTrials, 1)
  requireWhole('candidates', candidates, 1)
  const atRandom = randomSampler()
  return {
    name: 'tpe',
    sample(request) {
      const { space, seed, number, observations, pending } = request
      if (observations.length < startupTrials) return atRandom.sample(request)
      const ranked = rankObservations(observations)
      const good = Math.min(Math.ceil(ranked.length / 10), 25)
      const byAge = (some: typeof ranked) => [...some].sort((a, b) => a.number - b.number).map(({ params }) => params)
      const below = byAge(ranked.slice(0, good))
      const above = [...byAge(ranked.slice(good)), ...pending]
      const random = createRandom(deriveSeed(seed, 'tpe', number))
      const params: Record<string, ParamValue> = {}
      for (const [j, name] of space.names.entries()) {
        const dimension = space.dimensions[j]!
        if (!isActive(dimension, params)) continue
        const values = (some: readonly Params[]) => valuesOf(some, name, dimension)
        params[name] = choose(dimension, values(below), values(above), random)
      }
      return params
    },
  }

  function choose(dimension: Dimension, below: ParamValue[], above: ParamValue[], random: Random): ParamValue {
    if (dimension.type === 'categorical') {
      const shares = (values: ParamValue[]) => {
        const codes = Int32Array.from(values, (value) => dimension.values.indexOf(value))
        return parzenCategories(codes, rampWeights(codes.length), dimension.values.length, priorWeight)
      }
      const [l, g] = [shares(below), shares(above)]
      return bestOf(
        () => drawIndex(l, random),
        (code) => log(l[code]!) - log(g[code]!),
        (code) => dimension.values[code] as ParamValue,
      )
    }
    const density = (values: ParamValue[]) => {
      const places = Float64Array.from(values, (value) => toUnit(dimension, value))
      return parzenNumbers(places, rampWeights(places.length), priorWeight)
    }
    const [l, g] = [density(below), density(above)]
    return bestOf(
      () => drawPlace(l, random),
      (place) => {
        const cell = cellOf(dimension, fromUnit(dimension, place))
        return log(densityAt(l, place, cell)) - log(densityAt(g, place, cell))
      },
      (place) => fromUnit(dimension, place),
    )
  }

  function bestOf(
    draw: () => number,
    score: (drawn: number) => number,
    value: (drawn: number) => ParamValue,
  ): ParamValue {
    let [best, bestScore] = [draw(), Number.NEGATIVE_INFINITY]
    bestScore = score(best)
    for (let i = 1; i < candidates; i++) {
      const drawn = draw()
      const own = score(drawn)
      if (own > bestScore) [best, bestScore] = [drawn, own]
    }
    return value(best)
  }
}

/** Of the trials that have the parameter, as far as the space still has room for their value. */
function valuesOf(some: readonly Params[], name: string, dimension: Dimension): ParamValue[] {
  return some.flatMap((params) =>
    name in params && !Number.isNaN(toUnit(dimension, params[name]!)) ? [params[name]!] : [],
  )
}
