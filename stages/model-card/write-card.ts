import type { Figure, Findings, ModelBundle } from 'millrace'
import { type Model, PreparedClassifier, PreparedRegressor } from 'millrace/ml'
import type { CardSection, CardSectionName, FrontMatter, ModelCard } from 'millrace/report'
import type { Fact } from './describe-rows.ts'
import type { ModelScore } from './model-scores.ts'
import type { ModelCardParams } from './params.ts'

export interface CardFacts {
  readonly bundle: ModelBundle
  readonly classes: readonly string[] | undefined
  readonly scores: readonly ModelScore[]
  readonly n: number | undefined
  readonly trainingRows: readonly Fact[]
  readonly testRows: readonly Fact[]
  /** By the label of the wire. */
  readonly findings: readonly (readonly [string, Findings])[]
  readonly figures: readonly Figure[]
}

/** Puts what people wrote and what the pipeline knows into the nine parts of a card. */
export function writeCard(params: ModelCardParams, facts: CardFacts): ModelCard {
  const { intendedUse, rowNoun } = params
  const { bundle, scores, findings, figures } = facts
  const { featureNames } = bundle.model
  const part = (
    section: CardSectionName,
    text: readonly string[] | undefined,
    more: Partial<CardSection> = {},
  ): CardSection => ({
    section,
    text: text ?? [],
    facts: [],
    figures: [],
    ...more,
  })
  const warnings = findings.flatMap(([label, { warnings: said = [] }]) =>
    said.map((text) => `Warning of ${label}: ${text}`),
  )
  return {
    type: 'model-card',
    name: params.name,
    summary: params.summary,
    frontMatter: headOf(params, facts),
    sections: [
      part(
        'details',
        [
          `It reads ${featureNames.length} ${featureNames.length === 1 ? 'feature' : 'features'}: ${featureNames.map((name) => `\`${name}\``).join(', ')}.`,
          ...(params.citation === undefined ? [] : [`Cite as: ${params.citation}`]),
        ],
        {
          facts: details(params, facts),
        },
      ),
      part('intendedUse', [
        ...(intendedUse.uses ?? []),
        ...(intendedUse.users ?? []).map((text) => `For: ${text}`),
        ...(intendedUse.outOfScope ?? []).map((text) => `Not for: ${text}`),
      ]),
      part('factors', params.factors),
      part('metrics', params.metrics, { facts: scores.map(({ name, meaning }) => ({ name, value: meaning })) }),
      part('evaluationData', params.evaluationData, { facts: facts.testRows }),
      part('trainingData', params.trainingData, {
        facts: [...facts.trainingRows, { name: 'learned from', value: learned(bundle, rowNoun) }],
      }),
      part(
        'quantitativeAnalyses',
        findings.map(([, { headline }]) => headline),
        { facts: scores.map((score) => ({ name: score.name, value: scoreText(score, facts.n, rowNoun) })), figures },
      ),
      part('ethicalConsiderations', params.ethicalConsiderations),
      part('caveats', [...(params.caveats ?? []), ...warnings]),
    ],
  }
}

/** What learned, where features were prepared for it first. */
function learnerOf(model: Model): string {
  return model instanceof PreparedClassifier || model instanceof PreparedRegressor ? model.model.learner : model.learner
}

function learned({ training: { rows, syntheticRows } }: ModelBundle, noun: string): string {
  const made = syntheticRows === 0 ? '' : `, of which a resampler made ${syntheticRows.toLocaleString('en-US')}`
  return `${rows.toLocaleString('en-US')} ${noun}${made}`
}

const rounded = (value: number) => value.toFixed(3).replace(/^-/, '−')

function scoreText({ value, interval }: ModelScore, n: number | undefined, noun: string): string {
  const between = interval === undefined ? '' : ` [${rounded(interval[0])}, ${rounded(interval[1])}]`
  return `${rounded(value)}${between}${n === undefined ? '' : ` on ${n.toLocaleString('en-US')} ${noun}`}`
}

function details(params: ModelCardParams, { bundle, classes }: CardFacts): readonly Fact[] {
  const { model, target } = bundle
  const said: readonly (readonly [string, string | undefined])[] = [
    ['developed by', params.developers],
    ['version', params.version],
    ['date', params.date],
    ['learner', learnerOf(model)],
    ['task', model.task],
    ['tells', classes === undefined ? target : `${target}: ${classes.join(', ')}`],
    ['license', params.license],
    ['references', params.references.length === 0 ? undefined : params.references.join('; ')],
    ['questions to', params.contact],
    [
      'training rows by digest',
      bundle.training.digest === '' ? undefined : `\`${bundle.training.digest.slice(0, 8)}\``,
    ],
  ]
  return said.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
}

/** See the model card metadata of the Hugging Face Hub: license, tags, pipeline tag, and results as `model-index`. */
function headOf(params: ModelCardParams, { bundle, scores, n }: CardFacts): ModelCard['frontMatter'] {
  const task = `tabular-${bundle.model.task}`
  const [dataset = 'the test rows of the pipeline'] = params.datasets
  const results: FrontMatter[] =
    scores.length === 0
      ? []
      : [
          {
            task: { type: task },
            dataset: {
              type: 'tabular',
              name: dataset,
              split: 'test',
              ...(n === undefined ? {} : { args: { rows: n } }),
            },
            metrics: scores.map(({ id, name, value }) => ({ type: id, name, value })),
          },
        ]
  return {
    ...(params.license === undefined ? {} : { license: params.license }),
    library_name: 'millrace',
    pipeline_tag: task,
    tags: ['tabular', 'millrace', learnerOf(bundle.model), ...params.tags],
    ...(params.datasets.length === 0 ? {} : { datasets: params.datasets }),
    ...(scores.length === 0 ? {} : { metrics: scores.map(({ id }) => id) }),
    'model-index': [{ name: params.name, results }],
  }
}
