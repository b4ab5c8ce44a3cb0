import type { ComparisonModel, Estimate } from '../../src/report/comparison/comparison-model.ts'
import { cardSections, type ModelCard } from '../../src/report/model-card/model-card.ts'
import type { OverviewModel, RunOverview } from '../../src/report/overview/overview-model.ts'
import { sampleCharts } from './sample-charts.ts'
import { sampleMetrics } from './sample-tables.ts'

function run(i: number, given: Partial<RunOverview> = {}): RunOverview {
  const day = String((i % 28) + 1).padStart(2, '0')
  return {
    id: `2026-11-${day}T10-00-00-000Z-${4000 + i}`,
    startedAt: `2026-11-${day}T10:00:00.000Z`,
    seconds: 14.2 + i,
    result: 'ok',
    ran: i,
    reused: 13 - (i % 13),
    failed: 0,
    commit: 'a1b2c3d4e5f60718',
    dirty: i % 2 === 0,
    set: i % 5 === 0 ? ['smote.kNeighbors=3'] : [],
    ...given,
  }
}

export const sampleOverview: OverviewModel = {
  project: 'millrace',
  pipelines: [
    {
      name: 'real-madrid',
      file: 'pipeline.yaml',
      title: 'Real Madrid, loss / draw / win',
      question: 'How well can the outcome of a league match be told from what was known before the match day?',
      headline: 'On 38 matches the log loss of the forest is 0.01 below that of the class frequencies.',
      warnings: ['The 38 test matches hold 3 losses: recall of that class rests on 3 rows.', 'A `feature` is newer.'],
      report: 'real-madrid.html',
      modelCards: [{ label: 'Model card (card)', address: 'real-madrid/card.html' }],
      comparisons: [{ label: 'Comparison a..b', address: 'real-madrid/a..b.compare.html' }],
      runs: Array.from({ length: 27 }, (_, i) => run(26 - i)),
      command: 'npx tsx run-pipeline',
    },
    {
      name: 'co2',
      file: 'pipelines/co2/pipeline.yaml',
      warnings: [],
      modelCards: [],
      comparisons: [],
      runs: [run(3, { result: 'failed', failed: 1 }), run(2, { result: 'stopped' })],
      command: 'npx tsx run-pipeline --pipeline pipelines/co2/pipeline.yaml',
    },
  ],
}

const estimate = (value: number, half: number): Estimate => ({ value, lower: value - half, upper: value + half, n: 38 })

export const sampleComparison: ComparisonModel = {
  pipeline: 'real-madrid',
  what: 'models',
  a: {
    label: '2026-11-21T10-00-00-000Z-4001:trainPlain',
    facts: [
      { name: 'started', value: '2026-11-21 10:00:00 UTC' },
      { name: 'time', value: '12 s' },
    ],
  },
  b: { label: '2026-11-21T10-00-00-000Z-4001:train', facts: [{ name: 'seed', value: '42' }] },
  causes: [
    {
      title: 'Parameters',
      nouns: ['parameter', 'parameters'],
      equal: 12,
      rows: [
        { name: 'model.nEstimators', a: '100', b: '300' },
        { name: 'model.maxDepth', b: '8' },
      ],
    },
    { title: 'Code', nouns: ['code file', 'code files'], equal: 31, rows: [] },
  ],
  metrics: [
    { name: 'evaluate.metrics logLoss', a: estimate(0.71, 0.22), b: estimate(0.69, 0.2), difference: { value: -0.02 } },
    { name: 'evaluate.metrics rps', a: estimate(0.13, 0.04), b: estimate(0.24, 0.04), difference: { value: 0.11 } },
    { name: 'evaluate.metrics accuracy', a: { value: 0.7368 }, b: { value: 0.7105 }, difference: { value: -0.0263 } },
    { name: 'evaluate.metrics clip', a: { value: 2.220446049250313e-16 } },
  ],
  equalMetrics: 14,
  paired: [
    { name: 'logLoss', difference: { value: -0.02, lower: -0.09, upper: 0.05, n: 38 } },
    { name: 'rps', difference: { value: 0.11, lower: 0.02, upper: 0.2, n: 38 } },
  ],
  results: [
    {
      title: 'Artifacts',
      nouns: ['artifact', 'artifacts'],
      equal: 2,
      rows: [{ name: 'model.model', a: '0f3c11aa, 412,000 bytes', b: '77aa01bc, 431,000 bytes' }],
    },
  ],
  figures: [
    { name: 'model.importance', a: sampleCharts.importance, b: sampleCharts.importance },
    { name: 'model.table', b: sampleMetrics },
  ],
  equalFigures: 3,
  notes: ['The store no longer holds parameters and code of smote.'],
  links: { report: '../real-madrid.html', index: '../index.html' },
}

export const sampleCard: ModelCard = {
  type: 'model-card',
  name: 'Outcome of a match of Real Madrid',
  summary: 'Tells loss, draw and win of a league match from what was known before the match day.',
  frontMatter: { license: 'apache-2.0', tags: ['football'] },
  sections: (Object.keys(cardSections) as (keyof typeof cardSections)[]).map((section, i) => ({
    section,
    text: i === 7 ? [] : ['Words of a person about `it`, in a sentence or two.'],
    facts: i === 0 ? [{ name: 'learner', value: 'randomForest' }] : [],
    figures: section === 'quantitativeAnalyses' ? [sampleMetrics, sampleCharts.reliability] : [],
  })),
}
