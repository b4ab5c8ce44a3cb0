import { MillraceError } from '../../../base/errors/millrace-error.ts'
import { createRandom, deriveSeed } from '../../../base/random.ts'
import { requireWhole } from '../../checks.ts'
import { fitGaussianProcess } from '../gp/gaussian-process.ts'
import { logExpectedImprovement } from '../gp/log-expected-improvement.ts'
import { searchPoint } from '../gp/search-point.ts'
import type { Observation } from '../observation.ts'
import { decodePoint } from '../space/decode-point.ts'
import { encodeParams } from '../space/encode-params.ts'
import { randomSampler } from './random-sampler.ts'
import type { Sampler } from './sampler.ts'
import { mostSobolDimensions, sobolSampler } from './sobol-sampler.ts'

export interface GpOptions {
  /** Trials spread evenly before the first that is chosen. Default 10. */
  readonly startupTrials?: number | undefined
  /** The newest and best observations that the process is fitted to; the work grows with their cube. Default 200. */
  readonly mostObservations?: number | undefined
}

/**
 * Bayesian optimisation: a Gaussian process (Matérn 5/2, a length scale for each parameter) says what it believes of every
 * place and how sure it is; tried is where the expected improvement is largest. The most careful of the strategies, for
 * trials that cost minutes. Trials still running count with what the process expects of them.
 *
 * Source: Jones, Schonlau and Welch (1998); Snoek, Larochelle and Adams, "Practical Bayesian optimization of machine
 * learning algorithms", NIPS 2012. O(n³) a trial, some 0.03 s at 50 trials of 6 parameters.
 * @throws E_ML_PARAMETER for options out of range, and for several objectives
 * @example createStudy({ space, sampler: gpSampler(), seed: 1 })
 */
export function gpSampler(options: GpOptions = {}): Sampler {
  const { startupTrials = 10, mostObservations = 200 } = options
  requireWhole('startupTrials', startupTrials, 1)
  requireWhole('mostObservations', mostObservations, 2)
  const spread = [sobolSampler(), randomSampler()] as const
  return {
    name: 'gp',
    sample(request) {
      const { space, seed, number, pending } = request
      const seen = usable(request.observations, startupTrials, mostObservations)
      if (seen.length < startupTrials) return spread[space.names.length <= mostSobolDimensions ? 0 : 1].sample(request)
      const isCategory = space.dimensions.map(({ type }) => type === 'categorical')
      const points = seen.map(({ params }) => encodeParams(space, params))
      const values = standardised(seen.map(({ losses }) => losses[0]!))
      const fitted = fitGaussianProcess({ points, isCategory }, values)
      const waiting = pending.map((params) => encodeParams(space, params))
      const believed = waiting.map((point) => fitted.predict(point).mean)
      const process =
        waiting.length === 0
          ? fitted
          : fitted.with({ points: [...points, ...waiting], isCategory }, Float64Array.from([...values, ...believed]))
      const best = Math.min(...values)
      const [first] = [...points.keys()].sort((a, b) => values[a]! - values[b]! || a - b)
      const point = searchPoint(
        space,
        (place) => logExpectedImprovement(process.predict(place), best),
        points[first!]!,
        createRandom(deriveSeed(seed, 'gp', number)),
      )
      return decodePoint(space, point)
    },
  }
}

/** What the process is fitted to: of the largest budget that enough trials have had; without trials that failed. */
function usable(observations: readonly Observation[], least: number, most: number): Observation[] {
  const finite = observations.filter(({ losses }) => {
    if (losses.length === 1) return Number.isFinite(losses[0])
    throw new MillraceError('E_ML_PARAMETER', `The strategy gp has one objective, not ${losses.length}.`, {
      hint: 'Take tpe or random for several.',
    })
  })
  const budgets = [...new Set(finite.map(({ budget = 0 }) => budget))].sort((a, b) => b - a)
  const budget = budgets.find((one) => finite.filter((other) => (other.budget ?? 0) === one).length >= least)
  const alike = budget === undefined ? finite : finite.filter((one) => (one.budget ?? 0) === budget)
  if (alike.length <= most) return alike
  // Half of the places for the best, the rest for the newest.
  const best = new Set(
    [...alike].sort((a, b) => a.losses[0]! - b.losses[0]! || a.number - b.number).slice(0, most >> 1),
  )
  const newest = alike.filter((one) => !best.has(one)).slice(-(most - best.size))
  return alike.filter((one) => best.has(one) || newest.includes(one))
}

function standardised(values: readonly number[]): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length
  const deviation = variance > 0 ? Math.sqrt(variance) : 1
  return Float64Array.from(values, (value) => (value - mean) / deviation)
}
