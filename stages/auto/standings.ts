import { type Figure, Table } from 'millrace'
import type { AutoBoard, AutoScore } from 'millrace/ml'
import { baselineWords, madeOf, paramWords, scoreWords } from './words.ts'

interface Line extends Partial<AutoScore> {
  readonly line: 'baseline' | 'ensemble' | 'candidate' | 'refused'
  readonly name: string
  readonly learner: string | null
  readonly params: Readonly<Record<string, unknown>>
  readonly weight: number | null
  readonly refused: string | null
}

/** The baseline, the model, the candidates from the best on, and what was refused. */
function linesOf({ baseline, ensemble, candidates, refused }: AutoBoard): Line[] {
  return [
    { line: 'baseline', refused: null, ...baseline },
    { line: 'ensemble', name: 'the model', learner: null, params: {}, weight: null, refused: null, ...ensemble },
    ...candidates.map((one): Line => ({ line: 'candidate', refused: null, ...one })),
    ...refused.map(({ reason, ...one }): Line => ({ line: 'refused', weight: null, refused: reason, ...one })),
  ]
}

/** Every line of the leaderboard as a row, to be queried. */
export function leaderboardTable(board: AutoBoard): Table {
  return Table.from(
    linesOf(board).map(
      ({ line, name, learner, params, score = null, gain = null, lower = null, upper = null, weight, refused }) => ({
        line,
        name,
        learner,
        params: JSON.stringify(params),
        score,
        gain,
        gain_lower: lower,
        gain_upper: upper,
        weight,
        refused,
      }),
    ),
    {
      types: {
        line: 'VARCHAR',
        name: 'VARCHAR',
        learner: 'VARCHAR',
        params: 'VARCHAR',
        score: 'DOUBLE',
        gain: 'DOUBLE',
        gain_lower: 'DOUBLE',
        gain_upper: 'DOUBLE',
        weight: 'DOUBLE',
        refused: 'VARCHAR',
      },
    },
  )
}

/** The leaderboard for reading: the naive baseline is its first line. */
export function standingsFigure(board: AutoBoard, target: string): Figure {
  const { metric, unit } = scoreWords(board, target)
  const { ensemble, candidates, baseline, rows } = board
  const digits = board.objective === 'logLoss' ? 4 : digitsFor(baseline.score)
  const best = candidates[0]?.score ?? Number.POSITIVE_INFINITY
  return {
    type: 'table',
    title: `The model is made of ${madeOf(board)}, and is ${ensemble.score < best ? 'better than' : 'no better than'} the best of them alone`,
    subtitle: `${capitalize(metric)} of ${target}; n = ${rows} rows, each judged by fits that did not see it; 95 % intervals`,
    description: `The model ${ensemble.score.toFixed(digits)}, ${baselineWords(board)} ${baseline.score.toFixed(digits)}; ${candidates
      .map(({ name, score }) => `${name} ${score.toFixed(digits)}`)
      .join(', ')}.`,
    columns: [
      { label: 'candidate', meaning: 'What was tried; the first line knows nothing but the target.' },
      { label: metric, unit, align: 'right', digits, meaning: 'Less is better.' },
      {
        label: 'gain',
        unit,
        align: 'right',
        digits,
        meaning: 'How far below the baseline, with the interval of pairs of rows.',
      },
      { label: 'from', align: 'right', digits },
      { label: 'to', align: 'right', digits },
      { label: 'weight', align: 'right', digits: 2, meaning: 'Its share of the model; the weights sum to 1.' },
      { label: 'parameters' },
    ],
    rows: linesOf(board).map((one) => [
      one.line === 'ensemble'
        ? { value: one.name, emphasis: true }
        : { value: one.name, muted: one.line === 'refused' },
      one.score === undefined ? null : { value: one.score, emphasis: one.line === 'ensemble' },
      // The baseline against itself says nothing.
      ...(one.line === 'baseline' ? [null, null, null] : [one.gain ?? null, one.lower ?? null, one.upper ?? null]),
      one.weight === 0 ? { value: 0, muted: true } : one.weight,
      one.refused === null ? paramWords(one.params) : `refused: ${one.refused}`,
    ]),
  }
}

/** Four digits of what is about as large as this. */
function digitsFor(value: number): number {
  return value >= 1000 ? 1 : value >= 100 ? 2 : value >= 10 ? 3 : 4
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
