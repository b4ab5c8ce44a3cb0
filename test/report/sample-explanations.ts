import type { Figure } from '../../src/report/figure.ts'
import { beeswarm, dependence, meanContributions, waterfalls } from '../../src/report/index.ts'

/** As in `sample-charts.ts`, which takes these in: data of a fixed seed. */
function sampleRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

const random = sampleRandom(21)
const features = [
  'elo_difference',
  'points_10',
  'market_probability_home_after_removing_the_margin',
  'rest_days',
  'home',
]
const weights = [0.12, 0.06, 0.05, 0.02, 0.01]
const swarm = features.map((name, j) => {
  const values = Array.from({ length: 150 }, () => (name === 'home' ? Math.round(random()) : random() * 2 - 1))
  return {
    name,
    contributions: values.map((value) => weights[j]! * (value + 0.4 * (random() - 0.5))),
    values: values.map((value, i) => (i % 17 === 3 ? null : value)),
  }
})
const curve = (strength: number, offset: number) =>
  Array.from({ length: 20 }, (_, p) => 0.5 + offset + strength / (1 + Math.exp(-(p - 10) / 2)))

const panel = (kind: string, row: string, verdict: string, base: number) => ({
  kind,
  row,
  verdict,
  base,
  output: 'the probability of “win”',
  features: Array.from({ length: 12 }, (_, j) => ({
    name: features[j] ?? `feature_${j}`,
    value: String(Number((random() * 3).toFixed(1))),
    contribution: (random() - 0.4) * (0.2 / (j + 1)),
  })),
})

/** One figure of each kind that explains a model, and the variants with small multiples. */
export const sampleExplanations = {
  contributions: meanContributions({
    outputs: ['loss', 'draw', 'win'],
    unit: 'probability',
    n: 38,
    features: features.map((name, j) => ({ name, means: [0.5, 0.3, 0.8].map((part) => part * weights[j]!) })),
  }),
  contributionsOne: meanContributions({
    outputs: ['yes'],
    unit: 'log odds, nats',
    n: 16281,
    features: Array.from({ length: 20 }, (_, j) => ({ name: `feature_${j}`, means: [1 / (j + 1)] })),
  }),
  beeswarm: beeswarm({ output: 'the probability of “win”', unit: 'probability', n: 150, features: swarm }),
  dependence: dependence({
    output: 'the probability of “win”',
    n: 38,
    features: features.slice(0, 3).map((name, j) => ({
      name,
      grid: Array.from({ length: 20 }, (_, p) => (j === 0 ? 20 * p - 200 : p / 10)),
      average: curve(0.3 - 0.1 * j, 0),
      curves: Array.from({ length: 30 }, () => curve(0.2 + 0.2 * random() - 0.1 * j, (random() - 0.5) / 5)),
    })),
  }),
  waterfalls: waterfalls({
    unit: 'probability',
    rows: [
      panel('typical', '2017-01-29, Real Sociedad', 'says win 82 %, was win', 0.61),
      panel('wrong', '2017-04-23, Barcelona', 'says win 71 %, was loss', 0.61),
      panel('borderline', '2016-11-19, Atlético', 'says draw 41 %, was win', 0.24),
    ],
  }),
  waterfallOne: waterfalls({ unit: 'points', rows: [panel('highest', 'row 12', 'says 2.41, was 3', 1.2)] }),
} satisfies Readonly<Record<string, Figure>>
