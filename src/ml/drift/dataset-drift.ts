import { type ColumnDrift, columnDrift, type DriftColumn, type DriftTest } from './column-drift.ts'

export interface DatasetDrift {
  readonly columns: readonly (ColumnDrift & { readonly name: string })[]
  /** Share of the columns that drifted. */
  readonly share: number
  /** Whether that share reaches the one that was asked for. */
  readonly drifted: boolean
}

/**
 * Each column's drift, and whether as many drifted as make a data set drift.
 *
 * Source: Evidently, `DataDriftPreset(drift_share=0.5)`.
 * @param options.share default ½
 * @param options.tests other tests than the default ones, by column
 * @throws as `columnDrift`
 * @example datasetDrift({ age: { type: 'number', reference, current } }).share
 */
export function datasetDrift(
  columns: Readonly<Record<string, DriftColumn>>,
  options: { readonly share?: number; readonly tests?: Readonly<Record<string, DriftTest>> } = {},
): DatasetDrift {
  const judged = Object.entries(columns).map(([name, column]) => {
    const test = options.tests?.[name]
    return { name, ...columnDrift(column, test === undefined ? {} : { test }) }
  })
  const share = judged.filter(({ drifted }) => drifted).length / Math.max(1, judged.length)
  return { columns: judged, share, drifted: judged.length > 0 && share >= (options.share ?? 0.5) }
}
