import type { MimeBundle } from '../api/mime-bundle.ts'
import type { CellRole, CodeCell } from './notebook.ts'

/** A cell of code, and under it what is known already of what it will show. */
export function codeCell(
  id: string,
  millrace: CellRole,
  source: string,
  bundles: readonly MimeBundle[] = [],
): CodeCell {
  return {
    cell_type: 'code',
    execution_count: null,
    id,
    metadata: { millrace },
    outputs: bundles.map((data) => ({ output_type: 'display_data', data, metadata: {} })),
    source,
  }
}
