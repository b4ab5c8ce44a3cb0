import type { ReportSection } from '../../src/base/report-section.ts'
import type { PortView, ReportModel, StageCard, StageState } from '../../src/report/report-model.ts'
import { classes, sampleCharts } from './sample-charts.ts'
import { sampleMetrics, sampleTable } from './sample-tables.ts'

const edges: readonly (readonly [string, string])[] = [
  ['ingest', 'elo'],
  ['ingest', 'form'],
  ['ingest', 'head-to-head'],
  ['ingest', 'features'],
  ['elo', 'features'],
  ['form', 'features'],
  ['head-to-head', 'features'],
  ['odds', 'features'],
  ['features', 'split'],
  ['split', 'smote'],
  ['smote', 'train'],
  ['split', 'train-logistic'],
  ['train', 'evaluate'],
  ['train-logistic', 'evaluate'],
  ['split', 'evaluate'],
  ['train', 'explain'],
  ['split', 'explain'],
  ['evaluate', 'bias'],
  ['evaluate', 'findings'],
  ['bias', 'findings'],
  ['explain', 'calibrate'],
  ['calibrate', 'publish'],
]

const source = `import { defineStage, table, model, z } from 'millrace'
import { RandomForest } from 'millrace/ml'

/** Fits a learner on the training table. Resampling is another stage's business. */
export default defineStage({
  inputs: { train: table() },
  outputs: { model: model() },
  params: z.object({ target: z.string(), nEstimators: z.number().int().min(1).default(100) }),

  async run({ inputs, params, seed, progress }) {
    // One pass over the columns, in the order of the schema.
    const { features, labels } = await inputs.train.matrix({ target: params.target })
    const text = \`fitted on \${labels.length} rows
and \${features.columns} columns\`
    return { model: await RandomForest.fit(features, labels, { ...params, seed, progress, text }) }
  },
})
`

const query = `-- One row a match, seen from Real Madrid; features look strictly before kick-off.
WITH own AS (
  SELECT *, home_team = 'Real Madrid' AS is_home
  FROM matches
  WHERE 'Real Madrid' IN (home_team, away_team)
)
SELECT date, opponent, is_home,
       avg(points) OVER (ORDER BY date ROWS BETWEEN 5 PRECEDING AND 1 PRECEDING) AS form_points_last_5
FROM own
ORDER BY date
`

function digest(name: string): string {
  return Array.from({ length: 64 }, (_, i) => ((name.charCodeAt(i % name.length) * (i + 7)) % 16).toString(16)).join('')
}

const sections: Readonly<Record<string, ReportSection>> = {
  split: 'split',
  smote: 'balance',
  train: 'training',
  'train-logistic': 'training',
  evaluate: 'evaluation',
  findings: 'evaluation',
  publish: 'evaluation',
  calibrate: 'calibration',
  explain: 'explanations',
  bias: 'bias',
}

function stage(name: string, given: Partial<StageCard> & { readonly state?: StageState } = {}): StageCard {
  return {
    name,
    section: sections[name] ?? 'data',
    use: `stages/${name}.ts`,
    description: `What the stage \`${name}\` does, from its docblock.`,
    state: 'ran',
    reasons: [],
    seconds: 0.42,
    params: [],
    code: [{ file: `stages/${name}.ts`, language: 'ts', source }],
    inputs: edges
      .filter(([, to]) => to === name)
      .map(([from]) => ({ name: from, kind: 'table', from: `${from}.table`, digest: digest(from) })),
    outputs: [],
    ...given,
  }
}

function table(name: string, rows: number, tag?: string): PortView {
  return {
    name,
    kind: 'table',
    digest: digest(name),
    bytes: rows * 92,
    path: `artifacts/${name}.parquet`,
    table: sampleTable(rows, Math.min(rows, 20)),
    ...(tag === undefined ? {} : { tag }),
  }
}

function figure(name: keyof typeof sampleCharts): PortView {
  return { name, kind: 'figure', digest: digest(name), figure: sampleCharts[name] }
}

const stages: readonly StageCard[] = [
  stage('ingest', {
    state: 'cached',
    description:
      'Reads matches as they were published and refuses rows that cannot be read, saying why.\n\nA row is refused when its date, a team or a score is missing; refused rows are an output of their own.',
    inputs: [
      { name: 'source', kind: 'file', from: 'npm:vega-datasets/data/football.json', digest: digest('football') },
    ],
    params: [
      { name: 'where', value: "division = 'Primera Division'", isDefault: false },
      { name: 'encoding', value: 'utf-8', isDefault: true },
      { name: 'onRefused', value: 'keep', isDefault: true },
    ],
    outputs: [
      table('table', 1520),
      {
        name: 'profile',
        kind: 'json',
        json: { rows: 1520, refused: 0, seasons: [2013, 2014, 2015, 2016], columns: { date: { nulls: 0 }, teams: 24 } },
        bytes: 812,
      },
    ],
    checks: [
      {
        name: 'table rows',
        level: 'error',
        ok: true,
        seen: '1,520 rows',
        expected: 'at least 1,000 rows',
        examples: [],
      },
      {
        name: 'table.attendance range',
        level: 'warn',
        ok: false,
        seen: '2 of 1,520 rows outside, values 0 to 140000',
        expected: '0 to 100,000',
        examples: ['row 17: attendance 140000, team "Betis"', 'row 40: attendance 120000, team "Eibar"'],
      },
    ],
    log: 'read 10,404 matches\nkept 1,520 of Primera Division',
  }),
  stage('elo', { seconds: 1.24, outputs: [table('table', 1520)] }),
  stage('form', { state: 'cached', seconds: 0.038, outputs: [table('table', 1520)] }),
  stage('head-to-head', { outputs: [table('table', 1520)] }),
  stage('odds', {
    inputs: [{ name: 'source', kind: 'file', from: 'data/odds/*.csv' }],
    outputs: [table('table', 1502)],
  }),
  stage('features', {
    use: 'stages/preprocess.sql',
    description: 'One row a match with what was known before kick-off.',
    reasons: [
      'Input `elo.table` has other content: 1,520 rows, 3 columns differ',
      'The query changed: `stages/preprocess.sql`',
    ],
    code: [{ file: 'stages/preprocess.sql', language: 'sql', source: query }],
    outputs: [table('table', 152)],
  }),
  stage('split', {
    description: 'Splits by time: rows before the cutoff train, rows from it on test.',
    params: [
      { name: 'by', value: 'time', isDefault: false },
      { name: 'cutoff', value: '2016-08-01', isDefault: false },
      { name: 'embargoDays', value: 0, isDefault: true },
    ],
    outputs: [figure('timeline'), table('train', 114, 'train'), table('test', 38, 'test')],
  }),
  stage('smote', {
    description: 'Synthesises rows of the rarer classes between near neighbours, in the training rows only.',
    params: [{ name: 'kNeighbors', value: 5, isDefault: true }],
    outputs: [figure('balance')],
  }),
  stage('train', {
    seconds: 12.6,
    reasons: ['Parameter `nEstimators` changed from 100 to 300'],
    params: [
      { name: 'learner', value: 'randomForest', isDefault: false },
      { name: 'nEstimators', value: 300, isDefault: false },
      { name: 'maxDepth', value: null, isDefault: true },
      { name: 'classWeight', value: { loss: 1, draw: 1.5, win: 1 }, isDefault: false },
    ],
    outputs: [
      {
        name: 'model',
        kind: 'model',
        bytes: 412_000,
        digest: digest('model'),
        model: {
          learner: 'randomForest',
          target: 'result',
          classes,
          featureNames: ['elo_difference', 'form_points_last_5', 'rest_days_difference', 'is_home', 'month'],
          trainingRows: 252,
          facts: [
            { name: 'trees', value: '300' },
            { name: 'mean depth', value: '8.4' },
          ],
        },
      },
    ],
  }),
  stage('train-logistic', { use: 'stages/train.ts', state: 'stale', reasons: ['Input `split.train` changed'] }),
  stage('evaluate', {
    seconds: 2.1,
    description: 'Judges models on rows they have not seen, against baselines, with intervals.',
    outputs: [
      figure('baselines'),
      { name: 'metrics', kind: 'figure', figure: sampleMetrics },
      figure('confusion'),
      figure('confusionOne'),
      figure('reliability'),
      figure('roc'),
      figure('rocOne'),
    ],
  }),
  stage('explain', {
    outputs: (['importance', 'contributions', 'beeswarm', 'dependence', 'waterfalls', 'waterfallOne'] as const).map(
      figure,
    ),
  }),
  stage('bias', { outputs: [figure('bias')] }),
  stage('findings', { outputs: [] }),
  stage('calibrate', {
    state: 'failed',
    seconds: 0.2,
    error: {
      code: 'E_ML_ONE_CLASS',
      message: 'Calibration needs rows of at least two classes, and the column "result" holds only "win"',
      hint: 'Give it rows with other outcomes, or leave the stage out; see `split.cutoff`.',
      at: {
        file: 'stages/calibrate.ts',
        line: 14,
        column: 24,
        length: 14,
        text: '    const calibrated = fitCalibration(probabilities, labels)',
      },
      stack: 'Error: one class\n    at fitCalibration (stages/calibrate.ts:14:24)',
    },
    log: 'holding out 20 % of the training rows',
  }),
  stage('publish', { state: 'blocked', reasons: ['`calibrate` failed'], seconds: 0 }),
]

/** A page as the flagship would give it: 16 stages in every state, tables, all charts, an error. */
export const sampleModel: ReportModel = {
  pipeline: 'real-madrid',
  title: 'Real Madrid: loss, draw or win',
  question:
    'Can the result of a league match be told from what was known before kick-off? 152 La Liga matches, August 2013 to May 2017, from the package `vega-datasets`.',
  answer: {
    headline:
      'On 38 matches the forest’s log loss is 0.79 nats, 0.09 below always guessing the class frequencies; the 95 % interval, −0.16 to −0.01, excludes no difference.',
    statements: [
      'The closing odds remain better: 0.74 nats on the 36 matches that have them.',
      'Draws are hardly recognised: 2 of 6, against 22 of 26 wins.',
      'The difference in Elo rating matters most; shuffling it costs 0.14 nats.',
    ],
  },
  warnings: [
    { stage: 'evaluate', text: 'The test set has 38 rows: differences below 0.1 nats cannot be told from chance.' },
    { stage: 'bias', text: 'Metrics of facet `venue` rest on 19 rows a group.' },
  ],
  edges: edges.map(([from, to]) => ({ from, to })),
  stages,
  reproduce: {
    commands: ['git checkout 14a06ee', 'npm ci', 'npx tsx run-pipeline', 'npx tsx run-pipeline verify'],
  },
  provenance: {
    commit: digest('commit').slice(0, 40),
    dirty: true,
    seed: 42,
    versions: [
      { name: 'Millrace', value: '0.1.0' },
      { name: 'Node', value: '20.20.2' },
      { name: 'DuckDB', value: '1.5.6' },
      { name: 'platform', value: 'linux-x64' },
    ],
    environment: [
      { name: 'DATA_FOLDER', digest: digest('data') },
      { name: 'API_TOKEN', digest: null },
    ],
    inputs: [
      { stage: 'ingest', from: 'npm:vega-datasets/data/football.json', digest: digest('football') },
      { stage: 'odds', from: '${DATA_FOLDER}/odds/*.csv', digest: digest('odds') },
    ],
    fingerprints: stages.map(({ name }) => ({ stage: name, fingerprint: digest(`f${name}`) })),
    evidence: 'artifacts/real-madrid/run.json',
  },
}
