import { meanOfRows } from '../metrics/row-losses.ts'
import type { JudgedRows } from './auto-data.ts'
import { evidenceLosses, rowEvidence } from './row-evidence.ts'

/** The mean loss of what is said of the judged rows: nats, or squared units of the target; weighted where rows are. O(n). */
export function meanLoss(
  predictions: Float64Array,
  { target, sampleWeight }: Pick<JudgedRows, 'target' | 'sampleWeight'>,
): number {
  return meanOfRows(evidenceLosses(rowEvidence(predictions, target), target), sampleWeight).value
}
