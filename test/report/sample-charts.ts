import type { Figure } from '../../src/report/figure.ts'
import {
  accuracyDisparity,
  baselineComparison,
  biasByGroup,
  biasMetrics,
  classBalance,
  confusionMatrix,
  driftDistributions,
  driftRanking,
  featureStrength,
  foldTimeline,
  groupedDifferences,
  groupRates,
  importance,
  profileOverview,
  reliability,
  rocCurves,
  splitTimeline,
} from '../../src/report/index.ts'
import { sampleExplanations } from './sample-explanations.ts'
import { judgingCharts } from './sample-judging-charts.ts'
import { sampleRandom } from './sample-random.ts'

export const classes = ['loss', 'draw', 'win']

function rocPoints(strength: number, seed: number): [number, number][] {
  const random = sampleRandom(seed)
  const points: [number, number][] = [[0, 0]]
  for (let step = 1; step < 38; step += 1) {
    const fpr = step / 38
    const before = points.at(-1)?.[1] ?? 0
    points.push([fpr, Math.min(1, Math.max(before, fpr ** strength + (random() - 0.5) * 0.12))])
  }
  return [...points, [1, 1]]
}

function bins(bias: number, seed: number) {
  const random = sampleRandom(seed)
  return [0.08, 0.22, 0.38, 0.55, 0.71, 0.86].map((predicted, index) => {
    const observed = Math.min(1, Math.max(0, predicted + bias + (random() - 0.5) * 0.2))
    const n = [5, 9, 11, 14, 22, 15][index] ?? 5
    const half = Math.sqrt(0.25 / n)
    return { predicted, observed, lower: Math.max(0, observed - half), upper: Math.min(1, observed + half), n }
  })
}

function seasonRows() {
  const random = sampleRandom(7)
  const rows: { date: string; part: 'train' | 'test'; label: string }[] = []
  for (let season = 2013; season <= 2016; season += 1) {
    for (let round = 0; round < 38; round += 1) {
      const date = new Date(Date.UTC(season, 7, 18 + round * 7.4)).toISOString().slice(0, 10)
      const draw = random()
      const label = draw < 0.13 ? 'loss' : draw < 0.28 ? 'draw' : 'win'
      rows.push({ date, part: season < 2016 ? 'train' : 'test', label })
    }
  }
  return rows
}

const people = ['sex: Female', 'race: Amer-Indian-Eskimo', 'race: Asian-Pac-Islander', 'race: Black', 'race: White']

/** One figure of each of the kinds, and the variants with small multiples. */
export const sampleCharts = {
  ...judgingCharts,
  timeline: splitTimeline({ rows: seasonRows(), cutoff: '2016-08-01' }),
  balance: classBalance({ classes, before: [13, 17, 84], after: [84, 84, 84] }),
  confusion: confusionMatrix({
    classes,
    models: [
      {
        label: 'random forest',
        counts: [
          [2, 1, 3],
          [1, 2, 3],
          [1, 3, 22],
        ],
      },
      {
        label: 'logistic regression',
        counts: [
          [1, 0, 5],
          [0, 1, 5],
          [1, 1, 24],
        ],
      },
    ],
  }),
  confusionOne: confusionMatrix({
    classes,
    label: 'random forest',
    counts: [
      [2, 1, 3],
      [1, 2, 3],
      [1, 3, 22],
    ],
  }),
  roc: rocCurves({
    n: 38,
    curves: ['random forest', 'logistic regression'].flatMap((model, m) =>
      classes.map((className, c) => ({
        model,
        className,
        points: rocPoints([0.5, 0.95, 0.42][c]! + m * 0.15, c * 10 + m),
        auc: [0.74, 0.52, 0.78][c]! - m * 0.06,
      })),
    ),
  }),
  rocOne: rocCurves({
    n: 38,
    curves: classes.map((className, c) => ({
      model: 'random forest',
      className,
      points: rocPoints([0.5, 0.95, 0.42][c]!, c * 10),
      auc: [0.74, 0.48, 0.78][c]!,
    })),
  }),
  reliability: reliability({
    curves: classes.map((className, c) => ({
      model: 'random forest',
      className,
      bins: bins([0.02, -0.05, 0.08][c]!, c + 3),
    })),
  }),
  importance: importance({
    measure: 'rise in log loss (nats) when the column is shuffled',
    n: 38,
    features: [
      ['elo_difference', 0.142, 0.08, 0.2],
      ['market_probability_home_after_removing_the_margin', 0.118, 0.05, 0.18],
      ['form_points_last_5', 0.041, 0.01, 0.075],
      ['opponent_goals_conceded_last_10', 0.022, -0.01, 0.05],
      ['rest_days_difference', 0.011, -0.012, 0.034],
      ['is_home', 0.009, -0.01, 0.03],
      ['head_to_head_points_last_3', 0.004, -0.02, 0.03],
      ['month', -0.003, -0.02, 0.012],
    ].map(([name, value, lower, upper]) => ({
      name: String(name),
      value: Number(value),
      lower: Number(lower),
      upper: Number(upper),
    })),
  }),
  strength: featureStrength({
    target: 'outcome',
    measure: 'AUC',
    limit: 0.999,
    features: [
      { name: 'final_goal_difference', value: 1, rows: 3420, flagged: true },
      { name: 'elo_difference', value: 0.702, rows: 3420, flagged: false },
      { name: 'opponent_goals_conceded_last_10_matches', value: 0.581, rows: 3310, flagged: false },
      { name: 'rest_days', value: 0.512, rows: 3380, flagged: false },
    ],
  }),
  strengthNone: featureStrength({ target: 'outcome', measure: 'AUC', limit: 0.999, features: [] }),
  baselines: baselineComparison({
    metric: 'log loss',
    unit: 'nats',
    n: 38,
    level: 0.95,
    models: [
      { name: 'random forest', role: 'model', value: 0.794 },
      { name: 'logistic regression', role: 'model', value: 0.812 },
      { name: 'class frequencies', role: 'baseline', value: 0.882 },
      { name: 'closing odds', role: 'baseline', value: 0.741 },
    ],
    differences: [
      { model: 'random forest', baseline: 'class frequencies', mean: -0.088, lower: -0.16, upper: -0.014 },
      { model: 'random forest', baseline: 'closing odds', mean: 0.053, lower: -0.022, upper: 0.121 },
      { model: 'logistic regression', baseline: 'class frequencies', mean: -0.07, lower: -0.171, upper: 0.027 },
      { model: 'logistic regression', baseline: 'closing odds', mean: 0.071, lower: 0.005, upper: 0.142 },
    ],
  }),
  biasByGroup: biasByGroup({
    level: 0.95,
    reading: 'right of 0 the others have more',
    points: ['positive predictions (DPPL)', 'predictions that are right (AD)'].flatMap((metric, m) =>
      people.map((group, g) => {
        const value = [0.18, 0.12, -0.03, 0.13, -0.11][g]! * (1 - 1.4 * m)
        const half = [0.01, 0.05, 0.03, 0.015, 0.012][g]!
        return {
          metric,
          group,
          value,
          lower: value - half,
          upper: value + half,
          n: [5421, 159, 480, 1561, 13946][g]!,
          muted: g === 1,
        }
      }),
    ),
  }),
  groupRates: groupRates({
    level: 0.95,
    outcome: '>50K',
    points: ['predicted positive', 'predictions that are right'].flatMap((rate, r) =>
      people.map((group, g) => {
        const value = [0.08, 0.07, 0.23, 0.08, 0.21][g]! + r * 0.65
        const half = [0.01, 0.05, 0.03, 0.015, 0.012][g]!
        return {
          rate,
          group,
          value,
          lower: value - half,
          upper: value + half,
          overall: 0.19 + r * 0.68,
          n: 500,
          muted: g === 1,
        }
      }),
    ),
  }),
  accuracyDisparity: accuracyDisparity({
    level: 0.95,
    n: 16281,
    points: ['sex: selection rates', 'sex: equalized odds'].flatMap((disparity, d) =>
      ['boosting', 'reweighed rows', 'thresholds for equal rates'].map((model, m) => {
        const gap = [0.18, 0.09, 0.01][m]! + d * [-0.1, 0.03, 0.2][m]!
        const accuracy = [0.873, 0.868, 0.851][m]!
        return {
          model,
          disparity,
          gap,
          gapLower: gap - 0.008,
          gapUpper: gap + 0.012,
          accuracy,
          accuracyLower: accuracy - 0.005,
          accuracyUpper: accuracy + 0.005,
        }
      }),
    ),
  }),
  folds: foldTimeline({
    score: 'logLoss',
    folds: [2014, 2015, 2016].map((year, f) => ({
      fold: f + 1,
      train: { rows: 760 * (f + 1), from: '2013-08-17', to: `${year}-05-18` },
      test: { rows: 380, from: `${year}-08-23`, to: `${year + 1}-05-23` },
      scores: { logLoss: 0.98 + f / 100 },
    })),
  }),
  'folds in rows': foldTimeline({
    score: 'rootMeanSquaredError',
    folds: [1, 2, 3, 4, 5].map((fold) => ({
      fold,
      train: { rows: 80 },
      test: { rows: 20 },
      scores: { rootMeanSquaredError: 2 + fold / 7 },
    })),
  }),
  'grouped differences': groupedDifferences({
    metric: 'log loss',
    unit: 'nats',
    against: 'the class frequencies',
    level: 0.95,
    rowNoun: 'matches',
    panels: [
      ['Real Madrid', 38, 0.2],
      ['All teams', 1140, 0.02],
    ].map(([title, n, half]) => ({
      title: String(title),
      n: Number(n),
      rows: ['Elo alone', 'forest', 'forest, SMOTE', 'logistic regression, sigmoid'].map((name, i) => ({
        name,
        role: i === 0 ? ('baseline' as const) : ('model' as const),
        loss: 0.7 + i / 50,
        value: i / 50 - 0.04,
        lower: i / 50 - 0.04 - Number(half),
        upper: i / 50 - 0.04 + Number(half),
      })),
    })),
  }),
  bias: biasMetrics({
    facet: 'venue',
    disfavoured: 'away',
    favoured: 'home',
    n: 38,
    metrics: [
      {
        name: 'DPPL',
        label: 'Difference in positive proportions of predictions',
        value: 0.21,
        lower: 0.04,
        upper: 0.38,
        neutral: 0,
      },
      { name: 'DI', label: 'Disparate impact', value: 0.74, lower: 0.5, upper: 0.97, neutral: 1 },
      { name: 'AD', label: 'Accuracy difference', value: -0.05, lower: -0.31, upper: 0.2, neutral: 0 },
      { name: 'RD', label: 'Recall difference', value: 0.08, lower: -0.15, upper: 0.3, neutral: 0 },
      { name: 'SD', label: 'Specificity difference', value: -0.33, lower: -0.8, upper: 0.2, neutral: 0, muted: true },
      { name: 'TE', label: 'Treatment equality', value: null, lower: null, upper: null, neutral: 0 },
    ],
  }),
  ...sampleExplanations,
  driftRanking: driftRanking({
    labels: { reference: 'last season', current: 'this season' },
    rows: { reference: 1520, current: 380 },
    columns: [
      { name: 'elo_difference', drifted: true, strength: 3.1, said: 'Wasserstein 0.31', limit: 'from 0.1' },
      { name: 'formation', drifted: true, strength: 100, said: 'chi-square p < 0.001', limit: 'p below 0.05' },
      { name: 'rest_days', drifted: false, strength: 0.6, said: 'Wasserstein 0.06', limit: 'from 0.1' },
      { name: 'home', drifted: false, strength: 0.01, said: 'z p 0.97', limit: 'p below 0.05' },
    ],
  }),
  driftDistributions: driftDistributions({
    labels: { reference: 'last season', current: 'this season' },
    rows: { reference: 1520, current: 380 },
    columns: 4,
    panels: [
      {
        name: 'elo_difference',
        drifted: true,
        bars: [0.1, 0.25, 0.4, 0.2, 0.05].map((reference, k, all) => ({
          label: ['below −100', '−100–−1', '0–99', '100–199', '200 and more'][k]!,
          reference,
          current: all[(k + 4) % 5]!,
        })),
      },
      {
        name: 'formation',
        drifted: false,
        bars: [
          { label: '4-4-2', reference: 0.6, current: 0.55 },
          { label: '4-3-3 with a false nine up front', reference: 0.4, current: 0.45 },
        ],
      },
    ],
  }),
  profile: profileOverview({
    rows: 1520,
    columns: [
      {
        name: 'elo',
        kind: 'Fractional',
        present: 1520,
        bars: { counts: [2, 9, 60, 210, 420, 400, 250, 120, 40, 9], from: 1180.25, to: 1820.5 },
      },
      {
        name: 'rest_days',
        kind: 'Integral',
        present: 1400,
        bars: { counts: [900, 300, 100, 60, 20, 10, 5, 3, 1, 1], from: 2, to: 92 },
      },
      {
        name: 'team',
        kind: 'String',
        present: 1520,
        distinct: 20,
        values: ['Real Madrid', 'Barcelona', 'Sevilla'].map((value) => ({ value, count: 76 })),
      },
      {
        name: 'same',
        kind: 'Integral',
        present: 1520,
        bars: { counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1520], from: 7, to: 7 },
      },
      { name: 'a_column_without_a_value_and_a_long_name', kind: 'Unknown', present: 0, distinct: 0, values: [] },
    ],
  }),
} satisfies Readonly<Record<string, Figure>>
