import {
  calibrationBeforeAfter,
  gainCurves,
  precisionRecallCurves,
  predictedActual,
  residualDistribution,
  residualsOver,
  thresholdSweep,
} from '../../src/report/index.ts'
import { sampleRandom } from './sample-random.ts'

/** Scores of rows of which a share is positive: the higher `skill`, the better they tell them apart. */
function scored(n: number, share: number, skill: number, seed: number) {
  const random = sampleRandom(seed)
  const rows = Array.from({ length: n }, () => {
    const positive = random() < share
    return {
      positive,
      score: Math.min(0.99, Math.max(0.01, share + (positive ? skill : -skill) * random() + (random() - 0.5) * 0.3)),
    }
  })
  return rows.sort((a, b) => b.score - a.score)
}

function steps(n: number, share: number, skill: number, seed: number) {
  const rows = scored(n, share, skill, seed)
  const [positives, negatives] = [rows.filter((row) => row.positive).length, rows.filter((row) => !row.positive).length]
  let [right, wrong] = [0, 0]
  return rows.map(({ positive, score }) => {
    if (positive) right += 1
    else wrong += 1
    const [precision, recall] = [right / (right + wrong), right / positives]
    return {
      threshold: score,
      precision,
      recall,
      specificity: 1 - wrong / negatives,
      f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall),
      taken: (right + wrong) / rows.length,
    }
  })
}

const outcomes = [
  ['loss', 0.2, 0.25],
  ['draw', 0.22, 0.12],
  ['win', 0.58, 0.35],
] as const
const models = ['random forest', 'logistic regression']

const precisionRecall = (names: readonly string[]) =>
  precisionRecallCurves({
    n: 152,
    curves: names.flatMap((model, m) =>
      outcomes.map(([className, share, skill], c) => ({
        model,
        className,
        share,
        averagePrecision: share + skill * 0.8 - m * 0.05,
        points: steps(152, share, skill - m * 0.06, 3 * c + m + 1).map(
          (step) => [step.recall, step.precision] as const,
        ),
      })),
    ),
  })

const gain = (classes: typeof outcomes | readonly (typeof outcomes)[2][], names: readonly string[]) =>
  gainCurves({
    n: 152,
    curves: names.flatMap((model, m) =>
      classes.map(([className, share, skill], c) => ({
        model,
        className,
        points: [
          [0, 0] as const,
          ...steps(152, share, skill - m * 0.06, c + m + 11).map((step) => [step.taken, step.recall] as const),
        ],
      })),
    ),
  })

function bins(bias: number, seed: number) {
  const random = sampleRandom(seed)
  return [0.08, 0.24, 0.4, 0.58, 0.74, 0.9].map((predicted, i) => {
    const observed = Math.min(1, Math.max(0, predicted + bias * (0.5 - predicted) * 2 + (random() - 0.5) * 0.06))
    const n = [30, 24, 18, 22, 30, 40][i] as number
    const half = 1.96 * Math.sqrt((observed * (1 - observed) + 0.01) / n)
    return { predicted, observed, lower: Math.max(0, observed - half), upper: Math.min(1, observed + half), n }
  })
}

/** A forecast of a monthly series that is a little late: its errors have a season. */
function months(n: number, bias: number, seed: number) {
  const random = sampleRandom(seed)
  return Array.from({ length: n }, (_, i) => {
    const actual = 380 + i * 0.18 + 3 * Math.sin((i * Math.PI) / 6)
    const residual = bias + Math.sin((i * Math.PI) / 6 + 0.4) * 0.4 + (random() - 0.5) * 0.8 + (i / n) * bias * 2
    const at = new Date(Date.UTC(2010, i, 1)).toISOString().slice(0, 10)
    return { at, actual, predicted: actual - residual, residual }
  })
}

const series = [
  { name: 'boosting', rows: months(120, 0.35, 1) },
  { name: 'ridge', rows: months(120, 0.02, 2) },
]
const houses = months(6000, 0.1, 5)
const r2 = { boosting: 0.962, ridge: 0.991 } as Record<string, number>

/** The charts of judging, one model and several, few rows and many. */
export const judgingCharts = {
  precisionRecall: precisionRecall(models),
  precisionRecallOne: precisionRecall(models.slice(0, 1)),
  gain: gain(outcomes, models),
  gainBinary: gain(outcomes.slice(2) as never, models.slice(0, 1)),
  thresholds: thresholdSweep({
    model: 'the forest',
    n: 152,
    classes: outcomes.map(([name, share, skill], c) => ({ name, steps: steps(152, share, skill, c + 21) })),
  }),
  thresholdsBinary: thresholdSweep({
    model: 'the forest',
    n: 16281,
    classes: [{ name: 'over 50,000', steps: steps(16281, 0.24, 0.3, 30) }],
  }),
  calibration: calibrationBeforeAfter({
    method: 'sigmoid',
    judged: 'cross-fitted',
    n: 164,
    level: 0.95,
    errors: [0.112, 0.031],
    classes: outcomes.map(([name], c) => ({ name, before: bins(0.55, c + 41), after: bins(0.05, c + 51) })),
  }),
  calibrationBinary: calibrationBeforeAfter({
    method: 'isotonic',
    judged: 'in-sample',
    n: 164,
    level: 0.95,
    errors: [0.03, 0.042],
    classes: [{ name: 'win', before: bins(0.1, 43), after: bins(-0.1, 53) }],
  }),
  predictedActual: predictedActual({
    target: 'CO₂ (ppm)',
    models: series.map(({ name, rows }) => ({
      name,
      actual: rows.map(({ actual }) => actual),
      predicted: rows.map(({ predicted }) => predicted),
      rSquared: r2[name] as number,
    })),
  }),
  predictedActualMany: predictedActual({
    target: 'price',
    models: [
      {
        name: 'the forest',
        actual: houses.map(({ actual }) => actual),
        predicted: houses.map(({ predicted }, i) => predicted + Math.sin(i * 12.9) * 90),
        rSquared: 0.93,
      },
    ],
  }),
  residuals: residualDistribution({
    target: 'CO₂ (ppm)',
    models: series.map(({ name, rows }) => ({ name, residuals: rows.map(({ residual }) => residual) })),
  }),
  residualsOverTime: residualsOver({
    target: 'CO₂ (ppm)',
    over: 'month',
    axis: 'time',
    models: series,
  }),
  residualsOverPrediction: residualsOver({
    target: 'price',
    over: 'predicted price',
    axis: 'number',
    models: [{ name: 'the forest', rows: houses.map(({ predicted, residual }) => ({ at: predicted, residual })) }],
  }),
}
