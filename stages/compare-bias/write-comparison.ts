import type { Findings } from 'millrace'
import type { BiasComparison } from '../compare-bias.ts'
import type { ModelBias } from './score-model.ts'

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
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
    const points = 100 * (model.accuracy.value - first.accuracy.value)
    return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)} percentage points`
  }
  return {
    headline:
      best === undefined || gap(best) >= gap(first)
        ? `${first.title} predicts "${outcome}" for the groups of ${facet.name} ${percent(gap(first))} apart; no other model brings them nearer.`
        : `Groups of ${facet.name} are predicted "${outcome}" ${percent(gap(first))} apart by ${first.title} and ${percent(gap(best))} apart by ${best.title}, which costs ${change(best)} of accuracy on ${n} rows.`,
    statements: models.map((model) => {
      const each = model.facets.map(
        ({ name, demographicParity, equalizedOdds, worstGroup }) =>
          `${name}: selection rates ${percent(demographicParity.difference)}${range(demographicParity.differenceInterval)} apart, equalized odds ${percent(equalizedOdds.difference)}${range(equalizedOdds.differenceInterval)}, least accurate for ${worstGroup.group} (${percent(worstGroup.accuracy)})`,
      )
      const against = model === first ? '' : ` (${change(model)})`
      return `${model.title}: ${percent(model.accuracy.value)} right${range(model.accuracy.interval)}${against}. ${each.join('; ')}.`
    }),
  }
}
