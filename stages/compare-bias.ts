import {
  defineStage,
  type FeatureList,
  type Findings,
  figure,
  json,
  MillraceError,
  many,
  model,
  optional,
  table,
} from 'millrace'
import { readFacet } from './bias-report/read-facets.ts'
import { featuresOf, outcomeOf } from './bias-report/read-outcome.ts'
import { requireUnseen } from './bias-report/require-unseen.ts'
import { comparisonChart, comparisonTable } from './compare-bias/figures.ts'
import { compareBiasParams } from './compare-bias/params.ts'
import { type ModelBias, scoreModel } from './compare-bias/score-model.ts'
import { writeComparison } from './compare-bias/write-comparison.ts'

export interface BiasComparison {
  readonly n: number
  readonly outcome: string
  readonly level: number
  /** The model that the others are compared with, first. */
  readonly models: readonly ModelBias[]
}

/**
 * Sets models side by side on the same test rows: how often each is right, and how far apart it treats the groups of each
 * facet. It shows what a mitigation buys and what it costs: wire the model as it was, and those with weights, with
 * thresholds by group, without correlation.
 *
 * `reference` names the model that the others are compared with. Accuracy has Wilson’s interval, disparities a bootstrap
 * interval; all models see the same draws. A model whose thresholds were chosen by these rows is refused. A model of
 * moved probabilities (`group-thresholds`) keeps its order within groups, not between them: its AUC says so.
 */
export default defineStage({
  section: 'bias',
  inputs: { models: many(model()), test: table({ tag: 'test' }), features: optional(json<FeatureList>()) },
  outputs: { comparison: json<BiasComparison>(), chart: figure(), table: figure(), findings: json<Findings>() },
  params: compareBiasParams,

  async run({ inputs, params, seed }) {
    const rank = (label: string) => (label === params.reference ? 0 : 1)
    const wired = Object.entries(inputs.models).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    const [first] = wired
    if (first === undefined) throw new MillraceError('E_MISSING_INPUT', 'No model is wired to `models`.')
    if (params.reference !== undefined && first[0] !== params.reference) {
      throw new MillraceError('E_PARAMS', `The reference "${params.reference}" is none of the models.`, {
        hint: `They are ${wired.map(([label]) => label).join(', ')}.`,
      })
    }
    const test = await inputs.test.materialize()
    const reading = { names: params.groupLabels, sign: 'documented' } as const
    const facets = []
    for (const [name, spec] of Object.entries(params.facets)) facets.push(await readFacet(test, name, spec, reading))

    const models: ModelBias[] = []
    let [outcomeText, n] = ['', 0]
    for (const [label, bundle] of wired) {
      await requireUnseen(bundle, test)
      const outcome = outcomeOf(bundle, params, inputs.features)
      const actual = await outcome.of(test)
      const features = await featuresOf(test, bundle)
      outcomeText = outcome.text
      n = actual.codes.length
      models.push(
        scoreModel(label, params.labels[label] ?? label, bundle, { outcome, actual, features, facets }, params, seed),
      )
    }
    const comparison: BiasComparison = { n, outcome: outcomeText, level: params.bootstrap.level, models }
    return {
      comparison,
      chart: comparisonChart(comparison),
      table: comparisonTable(comparison),
      findings: writeComparison(comparison),
    }
  },
})
