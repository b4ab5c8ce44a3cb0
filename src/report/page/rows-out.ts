import type { StageCard } from '../report-model.ts'
import { countOf } from '../text/count-of.ts'

/** `1,520 rows` of a stage's first table; nothing for a stage without one. */
export function rowsOut(stage: StageCard): string | undefined {
  const table = stage.outputs.find((output) => output.table !== undefined)?.table
  return table === undefined ? undefined : countOf(table.rows, 'row')
}
