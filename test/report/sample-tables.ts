import type { TableFigure } from '../../src/report/figure.ts'
import type { TableView } from '../../src/report/report-model.ts'
import { sampleRandom } from './sample-random.ts'

const TEAMS = ['Sevilla', 'Barcelona', 'Atlético Madrid', 'Real Sociedad', 'Villarreal', 'Celta', 'Málaga', 'Espanyol']

/** A table as the engine would describe it, with numbers, text, dates, booleans and nulls. */
export function sampleTable(rows: number, shown = 20): TableView {
  const random = sampleRandom(rows)
  const head = Array.from({ length: shown }, (_, index) => [
    new Date(Date.UTC(2013, 7, 18 + index * 7)).toISOString().slice(0, 10),
    TEAMS[Math.floor(random() * TEAMS.length)] ?? '',
    random() < 0.5,
    Math.floor(random() * 5),
    index % 7 === 3 ? null : random() * 400 - 120,
    random(),
    index % 5 === 0 ? null : 1 + random() * 6,
    2013,
    ['loss', 'draw', 'win'][Math.floor(random() * 3)] ?? '',
  ])
  const shape = () =>
    Array.from({ length: 12 }, (_, i) => Math.round(40 * Math.exp(-((i - 5 - random() * 2) ** 2) / 8)))
  return {
    rows,
    columns: [
      { name: 'date', type: 'DATE', nulls: 0, min: '2013-08-18', max: '2017-05-21' },
      { name: 'opponent', type: 'VARCHAR', nulls: 0, distinct: 24, min: 'Almería', max: 'Villarreal' },
      { name: 'is_home', type: 'BOOLEAN', nulls: 0, distinct: 2 },
      { name: 'goals', type: 'INTEGER', nulls: 0, min: 0, max: 8, histogram: [30, 42, 38, 24, 12, 5, 2, 1, 1] },
      { name: 'elo_difference', type: 'DOUBLE', nulls: 4, min: -182.4, max: 451.20381, histogram: shape() },
      { name: 'form_points_last_5', type: 'DOUBLE', nulls: 0, min: 0, max: 1, histogram: shape() },
      {
        name: 'closing_odds',
        type: 'DOUBLE',
        nulls: 0.2 * rows,
        min: 1.02,
        max: 11,
        histogram: [80, 40, 20, 10, 4, 2, 1, 1],
      },
      { name: 'season', type: 'BIGINT', nulls: 0, min: 2013, max: 2016, histogram: [38, 38, 38, 38] },
      { name: 'result', type: 'VARCHAR', nulls: 0, distinct: 3, min: 'draw', max: 'win' },
    ],
    head,
  }
}

export const sampleMetrics: TableFigure = {
  type: 'table',
  title: 'The forest beats guessing, the closing odds beat the forest',
  subtitle: '38 test rows; 95 % intervals from 2,000 bootstrap samples',
  description: 'Log loss 0.794 for the forest, 0.882 for class frequencies, 0.741 for the closing odds.',
  columns: [
    { label: 'model' },
    {
      label: 'log loss',
      unit: 'nats',
      digits: 3,
      meaning: 'Average surprise; 0 is perfect, 1.10 is guessing among three.',
    },
    { label: 'interval', align: 'right' },
    {
      label: 'Brier',
      digits: 3,
      meaning: 'Mean squared distance of the probabilities; 0 is perfect, 0.67 is guessing among three.',
    },
    { label: 'accuracy', unit: 'share', digits: 2 },
    { label: 'recall of draws', digits: 2, meaning: 'Share of the draws that were predicted; rests on 6 rows.' },
    { label: 'n', digits: 0 },
  ],
  rows: [
    [
      { value: 'random forest', emphasis: true },
      { value: 0.794, emphasis: true },
      '0.652 to 0.951',
      0.412,
      0.68,
      { value: 0.33, muted: true },
      38,
    ],
    ['logistic regression', 0.812, '0.660 to 0.983', 0.425, 0.68, { value: 0.17, muted: true }, 38],
    ['class frequencies', 0.882, '0.731 to 1.060', 0.463, 0.68, null, 38],
    ['closing odds', 0.741, '0.590 to 0.905', 0.398, 0.71, { value: 0, muted: true }, 36],
  ],
}
