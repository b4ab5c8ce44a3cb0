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
 * @param options.thresholds other thresholds than the tests' own, by column
 * @throws as `columnDrift`
 * @example datasetDrift({ age: { type: 'number', reference, current } }).share
 */
export function datasetDrift(
  columns: Readonly<Record<string, DriftColumn>>,
  options: {
    readonly share?: number
    readonly tests?: Readonly<Record<string, DriftTest>>
    readonly thresholds?: Readonly<Record<string, number>>
  } = {},
): DatasetDrift {
  const judged = Object.entries(columns).map(([name, column]) => {
    const [test, threshold] = [options.tests?.[name], options.thresholds?.[name]]
    const asked = { ...(test === undefined ? {} : { test }), ...(threshold === undefined ? {} : { threshold }) }
    return { name, ...columnDrift(column, asked) }
  })
  const share = judged.filter(({ drifted }) => drifted).length / Math.max(1, judged.length)
  return { columns: judged, share, drifted: judged.length > 0 && share >= (options.share ?? 0.5) }
}
