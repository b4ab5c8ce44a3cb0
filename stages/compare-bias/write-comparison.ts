import type { Findings } from 'millrace'
import type { BiasComparison } from '../compare-bias.ts'
import type { ModelBias } from './score-model.ts'

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const points = (share: number) => `${(100 * share).toFixed(1)} percentage points`
const range = (interval: readonly [number, number] | null) =>
  interval === null ? '' : ` (${interval.map((end) => (100 * end).toFixed(1)).join(' to ')})`

/** What each mitigation does to the first facet, and what it costs, in sentences. */
export function writeComparison({ models, n, outcome }: BiasComparison): Findings {
  const [first, ...others] = models
  const facet = first?.facets[0]
  if (first === undefined || facet === undefined) return { headline: 'There is nothing to compare.', statements: [] }
  const gap = (model: ModelBias) => model.facets[0]?.demographicParity.difference ?? 0
  const [best] = [...others].sort((a, b) => gap(a) - gap(b))
  const change = (model: ModelBias) => {
    const gained = model.accuracy.value - first.accuracy.value
    return `${gained < 0 ? '−' : '+'}${points(Math.abs(gained))}`
  }
  return {
    headline:
      best === undefined || gap(best) >= gap(first)
        ? `The groups of ${facet.name} are predicted "${outcome}" ${points(gap(first))} apart by ${first.title}; no other model brings them nearer.`
        : `The groups of ${facet.name} are predicted "${outcome}" ${points(gap(first))} apart by ${first.title} and ${points(gap(best))} by ${best.title}, at ${change(best)} of accuracy on ${n} rows.`,
    statements: models.map((model) => {
      const each = model.facets.map(
        ({ name, demographicParity, equalizedOdds, worstGroup }) =>
          `${name}: selection rates ${points(demographicParity.difference)}${range(demographicParity.differenceInterval)} apart, equalized odds ${points(equalizedOdds.difference)}${range(equalizedOdds.differenceInterval)}, least accurate for ${worstGroup.group} (${percent(worstGroup.accuracy)})`,
      )
      const against = model === first ? '' : ` (${change(model)})`
      return `${model.title}: ${percent(model.accuracy.value)} right${range(model.accuracy.interval)}${against}. ${each.join('; ')}.`
    }),
  }
}
