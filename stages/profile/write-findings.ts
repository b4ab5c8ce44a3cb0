import type { Findings } from 'millrace'
import { commonStatistics, type StatisticsDocument } from 'millrace/ml'
import type { MeasuredColumn } from './measure-columns.ts'

/** What the statistics say in sentences; warnings are about columns that a model can do nothing with. */
export function writeProfileFindings(
  { dataset, features }: StatisticsDocument,
  measured: readonly MeasuredColumn[],
): Findings {
  const rows = dataset.item_count
  const present = features.map((feature) => commonStatistics(feature).num_present)
  const share = present.reduce((sum, count) => sum + count, 0) / (rows * features.length)
  const named = (columns: readonly { readonly name: string }[]) => columns.map(({ name }) => name).join(', ')
  const empty = features.filter((_, j) => present[j] === 0)
  const gaps = features.filter((_, j) => present[j]! > 0 && present[j]! < rows)
  const constant = features.filter(
    ({ numerical_statistics: numbers, string_statistics: texts }) =>
      (numbers !== undefined && numbers.min === numbers.max) || texts?.distinct_count === 1,
  )
  const infinite = measured.filter((column) => column.infinite > 0)
  return {
    headline: `${rows.toLocaleString('en')} rows of ${features.length} columns; ${floor(share)} % of the values are present.`,
    statements: [
      ...(gaps.length > 0
        ? [`Missing values: ${gaps.map(({ name }) => `${name} (${missing(name)})`).join(', ')}.`]
        : ['No value is missing in a column that has any.']),
    ],
    warnings: [
      ...(empty.length > 0 ? [`Columns without a single value: ${named(empty)}.`] : []),
      ...(constant.length > 0 ? [`Columns with one value only: ${named(constant)}.`] : []),
      ...infinite.map(
        ({ statistics: { name }, infinite: count }) => `${count} infinite values in ${name} count as missing.`,
      ),
    ],
  }

  function missing(name: string): string {
    const j = features.findIndex((feature) => feature.name === name)
    return `${(rows - present[j]!).toLocaleString('en')} rows`
  }
}

/** Cut, not rounded: 100 % is said of nothing but all. */
function floor(share: number): string {
  return (Math.floor(share * 1000) / 10).toFixed(1)
}
