import type { BootstrapDraws } from 'millrace/ml'
import type { Estimate } from './area-interval.ts'
import { differenceOf, type Judged } from './judge.ts'
import type { CompareParams } from './params.ts'

/** What one choice changes, all else being the same. */
export interface AxisEffect {
  readonly group: string
  readonly axis: string
  readonly value: string
  /** The first value of the axis. */
  readonly insteadOf: string
  /** Pairs of models that differ in nothing else. */
  readonly pairs: number
  readonly n: number
  /** Mean over the pairs, row by row: below 0 the value is better. */
  readonly logLoss: Estimate
}

/**
 * For each value of each axis: what it changes in log loss against the first value, over all pairs of models of the group
 * that differ in nothing else. The differences of a row are averaged over the pairs first, so that the interval is over
 * rows and a row counts once.
 */
export function axisEffects(judged: readonly Judged[], params: CompareParams, draws: BootstrapDraws): AxisEffect[] {
  const models = judged.filter(({ role }) => role === 'model')
  return params.axes.flatMap(({ name, values }) => {
    const [first, ...others] = values.map((each) => each.name)
    return others.flatMap((value) => {
      const pairs = models.flatMap((model) => {
        if (model.values[name] !== value) return []
        const twin = models.find((other) =>
          params.axes.every(({ name: axis }) => other.values[axis] === (axis === name ? first : model.values[axis])),
        )
        return twin === undefined ? [] : [[model.losses.logLoss, twin.losses.logLoss] as const]
      })
      if (pairs.length === 0) return []
      const n = models[0]?.score.n ?? 0
      const mean = (side: 0 | 1) =>
        Float64Array.from({ length: n }, (_, row) => {
          return pairs.reduce((sum, pair) => sum + (pair[side][row] as number), 0) / pairs.length
        })
      return [
        {
          group: models[0]?.group ?? '',
          axis: name,
          value,
          insteadOf: first as string,
          pairs: pairs.length,
          n,
          logLoss: differenceOf(mean(0), mean(1), draws),
        },
      ]
    })
  })
}
