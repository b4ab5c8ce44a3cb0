import { defineStage, type FeatureList, type Findings, figure, json, many, model, optional, table } from 'millrace'
import type { ModelCard } from 'millrace/report'
import { describeRows } from './model-card/describe-rows.ts'
import { modelScores } from './model-card/model-scores.ts'
import { modelCardParams } from './model-card/params.ts'
import { writeCard } from './model-card/write-card.ts'

/**
 * Writes a model card: what a person should know before using the model, in the nine parts of Mitchell et al., "Model
 * Cards for Model Reporting" (2019): details, intended use, factors, metrics, evaluation data, training data,
 * quantitative analyses, ethical considerations, caveats.
 *
 * What the pipeline knows it fills in: learner, features, rows and their period, metrics with intervals (`metrics` from
 * `evaluate`), headlines and warnings (`findings`, from any stage that gives some), charts and tables (`figures`). What
 * only people can write are the parameters; a part that nobody wrote says so.
 *
 * The report writes the card beside itself, as a page and as Markdown with the front matter that Hugging Face reads.
 */
export default defineStage({
  section: 'evaluation',
  inputs: {
    model: model(),
    train: optional(table({ tag: 'train' })),
    test: optional(table({ tag: 'test' })),
    features: optional(json<FeatureList>()),
    metrics: optional(json<unknown>()),
    findings: optional(many(json<Findings>())),
    figures: optional(many(figure())),
  },
  outputs: { card: json<ModelCard>() },
  params: modelCardParams,
  random: false,

  async run({ inputs, params }) {
    const { model: bundle, features } = inputs
    const fitted = bundle.model
    const classes = features?.classes ?? ('classes' in fitted ? (fitted.classes as readonly string[]) : undefined)
    const about = { target: bundle.target, classes, time: params.time, noun: params.rowNoun }
    return {
      card: writeCard(params, {
        bundle,
        classes,
        ...modelScores(inputs.metrics, params.label),
        trainingRows: inputs.train === undefined ? [] : await describeRows(inputs.train, about),
        testRows: inputs.test === undefined ? [] : await describeRows(inputs.test, about),
        findings: byLabel(inputs.findings),
        figures: byLabel(inputs.figures).map(([, shown]) => shown),
      }),
    }
  },
})

/** The order of keys in the pipeline file decides nothing. */
function byLabel<Value>(labelled: Readonly<Record<string, Value>> | undefined): [string, Value][] {
  return Object.entries(labelled ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
}
