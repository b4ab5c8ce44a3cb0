import {
  leaderboard,
  optimizationHistory,
  type PlacedTrial,
  parallelCoordinates,
  parameterImportanceChart,
  regretCurves,
  type SearchAxis,
  type SearchTrial,
  slicePlots,
} from '../../src/report/index.ts'
import { sampleRandom } from './sample-random.ts'

const axes: SearchAxis[] = [
  {
    name: 'eta',
    ticks: [
      { place: 0, label: '0.01' },
      { place: 1, label: '0.5' },
    ],
  },
  {
    name: 'maxDepth',
    ticks: [
      { place: 0, label: '1' },
      { place: 1, label: '9' },
    ],
  },
  {
    name: 'growPolicy',
    ticks: [
      { place: 0, label: 'depthwise' },
      { place: 1, label: 'lossguide' },
    ],
  },
  {
    name: 'colsampleByTree',
    ticks: [
      { place: 0, label: '0.3' },
      { place: 1, label: '1' },
    ],
  },
]

/** A search that closes in on eta 0.3 and a middling depth; the last parameter hardly matters. */
function placed(count: number): PlacedTrial[] {
  const random = sampleRandom(11)
  return Array.from({ length: count }, (_, number) => {
    const near = number < 12 ? 1 : 0.35
    const eta = Math.min(1, Math.max(0, 0.6 + near * (random() - 0.5) * 1.2))
    const depth = Math.round(8 * Math.min(1, Math.max(0, 0.45 + near * (random() - 0.5)))) / 8
    const grow = random() < 0.7 ? 0 : 1
    const columns = random()
    const value = 0.62 + (eta - 0.6) ** 2 + 0.5 * (depth - 0.45) ** 2 + 0.01 * grow + 0.02 * random()
    return {
      number,
      value: number === 3 ? 2.4 : value,
      places: { eta, maxDepth: depth, growPolicy: grow, colsampleByTree: columns },
      labels: {
        eta: (0.01 * 50 ** eta).toPrecision(3),
        maxDepth: String(1 + 8 * depth),
        growPolicy: grow === 0 ? 'depthwise' : 'lossguide',
        colsampleByTree: (0.3 + 0.7 * columns).toFixed(2),
      },
    }
  })
}

const trials = placed(40)
const measure = { measure: 'log loss (nats)', direction: 'minimize' as const }
const walk = (strategy: string, slope: number, seed: number): SearchTrial[] => {
  const random = sampleRandom(seed)
  return Array.from({ length: 40 }, (_, number) => ({
    strategy,
    number,
    value: 0.6 + 0.5 * random() * Math.exp(-slope * number) + 0.1 * random(),
  }))
}

export const searchCharts = {
  history: optimizationHistory({
    trials: trials.map(({ number, value }) => ({ strategy: 'tpe', number, value: number === 7 ? undefined : value })),
    n: 1520,
    ...measure,
  }),
  regret: regretCurves({
    trials: [...walk('random', 0.01, 1), ...walk('tpe', 0.06, 2), ...walk('gp', 0.12, 4)],
    ...measure,
  }),
  parameters: parameterImportanceChart({
    parameters: [
      { name: 'eta', share: 0.58 },
      { name: 'maxDepth', share: 0.21 },
      { name: 'growPolicy', share: 0.03 },
      { name: 'colsampleByTree', share: 0.01 },
    ],
    measure: 'log loss (nats)',
    trials: 40,
  }),
  leaderboard: leaderboard({
    metric: 'log loss',
    unit: 'nats',
    n: 4456,
    baseline: { name: 'always guessing the class frequencies', score: 0.6294 },
    model: { name: 'the model', score: 0.5345, gain: 0.0949, lower: 0.086, upper: 0.1038 },
    candidates: [
      ['boosting 5', 0.5363, 0.47],
      ['boosting 2', 0.5367, 0],
      ['boosting 1', 0.5383, 0.26],
      ['boosting 3', 0.5423, 0.11],
      ['extraTrees 2', 0.5436, 0],
      ['logisticRegression 1', 0.546, 0.155],
      ['randomForest 2', 0.5471, 0],
      ['extraTrees 1', 0.5528, 0],
      ['randomForest 1', 0.56, 0.005],
      ['boosting 6', 0.5699, 0],
      ['extraTrees 3', 0.7838, 0],
    ].map(([name, score, weight]) => ({
      name: name as string,
      score: score as number,
      gain: 0.6294 - (score as number),
      lower: 0.6294 - (score as number) - 0.009,
      upper: 0.6294 - (score as number) + 0.009,
      weight: weight as number,
    })),
  }),
  parallel: parallelCoordinates({ axes, trials, ...measure }),
  slices: slicePlots({ axes, trials, ...measure }),
}
