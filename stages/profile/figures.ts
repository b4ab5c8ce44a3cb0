import type { Figure } from 'millrace'
import {
  commonStatistics,
  type FeatureStatistics,
  type StatisticsDocument,
  sketchQuantile,
  sketchRanks,
} from 'millrace/ml'
import { type ProfileColumn, profileOverview, type TableFigure, type TableFigureCell } from 'millrace/report'

const number = (value: number) => Number(value.toPrecision(4))

/** A row a column: how complete it is, and where its values lie. */
export function profileTable({ dataset, features }: StatisticsDocument): TableFigure {
  const rows = dataset.item_count
  const gaps = features.filter((feature) => commonStatistics(feature).num_missing > 0)
  return {
    type: 'table',
    title:
      gaps.length === 0
        ? `All ${features.length} columns are complete`
        : `${gaps.length} of ${features.length} columns ${gaps.length === 1 ? 'has' : 'have'} missing values`,
    subtitle: `n = ${rows.toLocaleString('en')} rows; quantiles from a sketch`,
    description:
      gaps.length === 0
        ? 'No value is missing.'
        : `Missing: ${gaps.map((feature) => `${feature.name} in ${commonStatistics(feature).num_missing.toLocaleString('en')} rows`).join(', ')}.`,
    columns: [
      { label: 'column' },
      { label: 'type', meaning: 'Whole numbers (Integral), other numbers (Fractional), text, or nothing to judge by.' },
      { label: 'present', unit: '%', align: 'right', digits: 1, meaning: 'Share of rows with a value.' },
      { label: 'distinct', align: 'right', digits: 0, meaning: 'Distinct values of a text column.' },
      { label: 'most common', meaning: 'The most common value of a text column, with its share of those present.' },
      { label: 'mean', align: 'right', digits: 2 },
      { label: 'deviation', align: 'right', digits: 2, meaning: 'Standard deviation of the rows at hand.' },
      { label: 'min', align: 'right', digits: 2 },
      { label: '25 %', align: 'right', digits: 2, meaning: 'A quarter of the rows lie at or below it.' },
      { label: 'median', align: 'right', digits: 2 },
      { label: '75 %', align: 'right', digits: 2, meaning: 'Three quarters of the rows lie at or below it.' },
      { label: 'max', align: 'right', digits: 2 },
    ],
    rows: features.map((feature) => [feature.name, feature.inferred_type, ...cells(feature, rows)]),
  }
}

function cells(feature: FeatureStatistics, rows: number): TableFigureCell[] {
  const { num_present } = commonStatistics(feature)
  const present = (100 * num_present) / rows
  const { numerical_statistics: numbers, string_statistics: texts } = feature
  if (numbers !== undefined) {
    const ranks = sketchRanks(numbers.distribution.kll.sketch)
    const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => number(sketchQuantile(ranks, q))) as [
      number,
      number,
      number,
    ]
    const { mean, std_dev, min, max } = numbers
    return [present, null, null, number(mean), number(std_dev), number(min), low, middle, high, number(max)]
  }
  const top = texts?.distribution.categorical.buckets[0]
  const most = top === undefined ? null : `${top.value} (${((100 * top.count) / num_present).toFixed(0)} %)`
  return [present, texts?.distinct_count ?? 0, most, null, null, null, null, null, null, null]
}

/** The same as small multiples: a histogram for numbers, the most common values for text. */
export function profileChart({ dataset, features }: StatisticsDocument): Figure {
  return profileOverview({
    rows: dataset.item_count,
    columns: features.map((feature): ProfileColumn => {
      const { name, inferred_type: kind, numerical_statistics: numbers, string_statistics: texts } = feature
      const present = commonStatistics(feature).num_present
      if (numbers !== undefined) {
        const counts = numbers.distribution.kll.buckets.map(({ count }) => count)
        return { name, kind, present, bars: { counts, from: numbers.min, to: numbers.max } }
      }
      const values = texts?.distribution.categorical.buckets.slice(0, 10) ?? []
      return { name, kind, present, distinct: texts?.distinct_count ?? 0, values }
    }),
  })
}
