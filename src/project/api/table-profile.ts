import type { TablePreview } from '../../table/index.ts'
import type { Freshness } from './freshness.ts'

/** What a table counts in each column; see `PipelineTable.profile`. */
export type TableProfile = TablePreview & Pick<Freshness, 'stale' | 'reasons'> & { readonly freshness: Freshness }
