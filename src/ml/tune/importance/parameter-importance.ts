import { MillraceError } from '../../../base/errors/millrace-error.ts'
import type { Matrix } from '../../../base/matrix.ts'
import { createRandom, deriveSeed } from '../../../base/random.ts'
import { RandomForestRegressor } from '../../forest/random-forest-regressor.ts'
import { checkSpace } from '../space/check-space.ts'
import { encodeParams } from '../space/encode-params.ts'
import type { Params, Space } from '../space/space.ts'
import { sizeOf } from '../space/unit.ts'

export interface TriedParams {
  readonly params: Params
  /** Of one objective; infinite or NaN for a trial that failed: it is left out. */
  readonly value: number
}

export interface ParameterImportance {
  readonly name: string
  /** Share of the variance over the whole space that the parameter explains alone, from 0 to 1. */
  readonly share: number
}

export interface ImportanceOptions {
  readonly seed: number
  /** Trees of the forest. Default 64. */
  readonly trees?: number | undefined
  /** Places of the space over which the other parameters are averaged. Default 256. */
  readonly places?: number | undefined
}

const steps = 16

/**
 * Which parameters matter: a random forest learns the value from the parameters, and of what it says over the whole space
 * (not only where the search has been), each parameter is given the variance of its own marginal mean. What is missing to 1 is
 * done by parameters together.
 *
 * Source: Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing hyperparameter importance", ICML 2014
 * (functional ANOVA); here the marginals are means over random places instead of exact sums over the boxes of the trees.
 * O(trees · (n log n · d + steps · places · d · depth)).
 * @throws E_ML_EMPTY for fewer than 4 trials with a value
 * @returns by share, the largest first
 * @example await parameterImportance(space, trials, { seed: 1 }) // [{ name: 'eta', share: 0.7 }, …]
 */
export async function parameterImportance(
  space: Space,
  trials: readonly TriedParams[],
  { seed, trees = 64, places = 256 }: ImportanceOptions,
): Promise<ParameterImportance[]> {
  const checked = checkSpace(space)
  const { names, dimensions } = checked
  const known = trials.filter(({ value }) => Number.isFinite(value))
  if (known.length < 4) {
    throw new MillraceError('E_ML_EMPTY', `Importance needs 4 trials with a value; there are ${known.length}.`)
  }
  // A parameter that does not exist in a trial is in the middle: it makes no difference there.
  const points = known.map(({ params }) => encodeParams(checked, params).map((u) => (Number.isNaN(u) ? 0.5 : u)))
  const values = Float64Array.from(known, ({ value }) => value)
  const forest = await RandomForestRegressor.fit(matrixOf(names, points), values, {
    seed: deriveSeed(seed, 'importance'),
    nEstimators: trees,
    minSamplesLeaf: Math.min(2, known.length),
    threads: 1,
  })
  const random = createRandom(deriveSeed(seed, 'places'))
  const anywhere = Array.from({ length: places }, () => Float64Array.from(names, () => random.next()))
  const all = variance(forest.predict(matrixOf(names, anywhere)))
  const shares = names.map((name, j) => {
    const count = Math.min(steps, sizeOf(dimensions[j]!) ?? steps)
    const marginal = Float64Array.from({ length: count }, (_, step) => {
      const moved = anywhere.map((point) => point.map((u, at) => (at === j ? (step + 0.5) / count : u)))
      return mean(forest.predict(matrixOf(names, moved)))
    })
    return { name, share: all > 0 ? Math.min(1, variance(marginal) / all) : 0 }
  })
  return shares.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
}

function matrixOf(names: readonly string[], points: readonly Float64Array[]): Matrix {
  const data = new Float64Array(points.length * names.length)
  for (const [i, point] of points.entries()) for (const [j, u] of point.entries()) data[j * points.length + i] = u
  return { rows: points.length, columns: names.length, names, data }
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function variance(values: Float64Array): number {
  const center = mean(values)
  return values.reduce((sum, value) => sum + (value - center) * (value - center), 0) / values.length
}
