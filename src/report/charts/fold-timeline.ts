import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { fixed } from '../text/fixed.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface FoldSideData {
  readonly rows: number
  /** Days as ISO text, both included; all folds have them or none. */
  readonly from?: string
  readonly to?: string
}

export interface FoldTimelineData {
  readonly folds: readonly {
    readonly fold: number
    readonly train: FoldSideData
    readonly test: FoldSideData
    readonly scores: Readonly<Record<string, number>>
  }[]
  /** Which of the scores is written beside each fold. */
  readonly score: string
}

/** Scores by the names that they have in results, in words. */
const scoreWords: Readonly<Record<string, string>> = {
  logLoss: 'log loss',
  rootMeanSquaredError: 'root mean squared error',
}
const DAY = 86_400_000

/** What each fold learns from and tests: on a time axis where folds have days, else by rows. The score stands beside it. */
export function foldTimeline({ folds, score }: FoldTimelineData): ChartFigure {
  const timed = folds.every(({ train, test }) => train.from !== undefined && test.from !== undefined)
  const scoreName = scoreWords[score] ?? score
  const values = folds.flatMap((fold) => {
    const { train, test } = fold
    const label = `fold ${fold.fold}: ${thousands(train.rows)} train, ${thousands(test.rows)} test, ${scoreName} ${fixed(fold.scores[score] ?? Number.NaN, 3)}`
    const common = { fold: fold.fold, label }
    return [
      { ...common, part: 'train', rows: train.rows, ...extent(train, 0, timed) },
      { ...common, part: 'test', rows: test.rows, ...extent(test, train.rows, timed) },
    ]
  })
  const x = timed
    ? { field: 'from', type: 'temporal', title: null, axis: { grid: false, tickCount: 6 }, scale: { type: 'utc' } }
    : { field: 'from', type: 'quantitative', title: 'rows', axis: { tickCount: 5 } }
  // Where there are many folds, labels would lie on one another.
  const labelled = folds.length <= 40
  return chartFigure({
    title: finding(folds, timed),
    subtitle: `What each fold learns from and tests${timed ? ', on a time axis' : ', in rows'}; ${scoreName} of its tested rows`,
    description: folds
      .map(({ fold, train, test, scores }) => {
        const days = timed ? `, tested from ${test.from} to ${test.to}` : ''
        return `Fold ${fold}: ${thousands(train.rows)} train, ${thousands(test.rows)} test${days}, ${scoreName} ${fixed(scores[score] ?? Number.NaN, 3)}.`
      })
      .join(' '),
    spec: {
      data: { values },
      height: folds.length * (labelled ? 38 : 8) + 8,
      encoding: {
        y: {
          field: 'fold',
          type: 'ordinal',
          axis: null,
          scale: { paddingInner: labelled ? 0.62 : 0.2, paddingOuter: 0.5 },
        },
      },
      layer: [
        {
          mark: { type: 'bar', style: 'timeline', yOffset: labelled ? 6 : 0 },
          encoding: {
            x,
            x2: { field: 'to' },
            color: {
              field: 'part',
              type: 'nominal',
              title: null,
              scale: { domain: ['train', 'test'], range: 'ordinal' },
            },
            tooltip: [
              { field: 'fold', title: 'fold' },
              { field: 'part', title: 'part' },
              { field: 'rows', title: 'rows', format: ',' },
            ],
          },
        },
        ...(labelled
          ? [
              {
                name: 'haloed-folds',
                transform: [{ filter: "datum.part === 'train'" }],
                mark: { type: 'text', style: 'row-label', align: 'left', dy: -12, limit: { expr: 'width' } },
                encoding: { text: { field: 'label' }, x: { value: 0 } },
              },
            ]
          : []),
      ],
    },
  })
}

function extent({ rows, from, to }: FoldSideData, before: number, timed: boolean) {
  if (!timed) return { from: before, to: before + rows }
  // The last day is over when the next one begins.
  return { from: utc(Date.parse(from ?? '')), to: utc(Date.parse(to ?? '') + DAY) }
}

function utc(moment: number): string {
  return new Date(moment).toISOString()
}

function finding(folds: FoldTimelineData['folds'], timed: boolean): string {
  const tested = folds.reduce((sum, { test }) => sum + test.rows, 0)
  const count = countOf(folds.length, 'fold')
  const forward = timed && folds.every(({ train, test }) => (train.to ?? '') < (test.from ?? ''))
  const rows = countOf(tested, 'row')
  if (!forward) return `${rows} tested in ${count}, none by a model that had learnt from it`
  return `${rows} tested in ${count}, each by what came before it`
}
