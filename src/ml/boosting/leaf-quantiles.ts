import type { Member } from '../threads/program.ts'
import type { BoostingPayload } from './boosting-payload.ts'
import type { GrowNode } from './tree/grow-node.ts'

/** Writes the number of its leaf for each of the member's rows that the tree was learnt from. O(rows). */
export function markLeaves(member: Member, payload: BoostingPayload, nodes: readonly GrowNode[]): void {
  const { training, leafOfRow } = payload
  const order = new Uint32Array(member.memory.buffer, training.order, training.rows)
  const leaf = new Int32Array(member.memory.buffer, leafOfRow, training.rows)
  for (const { id, left, ranges } of nodes) {
    if (left >= 0) continue
    for (let i = ranges[0]!; i < ranges[1]!; i++) leaf[order[i]!] = id
    // Rows that were not drawn have no say.
    for (let i = ranges[2]!; i < ranges[3]!; i++) leaf[order[i]!] = -1
  }
}

/**
 * Writes the value of each leaf for the pinball loss: the weighted α-quantile of what its rows still lack, `y - margin`.
 * The gradient of that loss only tells above from below, and a Newton step from it would be tiny or far too large.
 *
 * The quantile is the least value at which the weight up to it reaches α of the whole.
 * Source: XGBoost 2.0, `src/objective/adaptive.cc`. O(rows log rows), one member for all.
 */
export function leafQuantiles(member: Member, payload: BoostingPayload, nodeCount: number): void {
  const { training, targets, weights, leafOfRow, quantileAlpha } = payload
  const { rows, margins } = training
  const buffer = member.memory.buffer
  const margin = new Float32Array(buffer, margins, rows)
  const target = new Float32Array(buffer, targets, rows)
  const weight = weights === 0 ? undefined : new Float32Array(buffer, weights, rows)
  const leaf = new Int32Array(buffer, leafOfRow, rows)
  const values = new Float64Array(buffer, payload.leafValues, nodeCount).fill(0)

  const lacking = Float64Array.from({ length: rows }, (_, i) => target[i]! - margin[i]!)
  const members: number[][] = Array.from({ length: nodeCount }, () => [])
  for (let i = 0; i < rows; i++) {
    if (leaf[i]! >= 0 && (weight === undefined || weight[i]! > 0)) members[leaf[i]!]!.push(i)
  }
  for (const [id, list] of members.entries()) {
    if (list.length === 0) continue
    list.sort((a, b) => lacking[a]! - lacking[b]! || a - b)
    const total = list.reduce((sum, i) => sum + (weight?.[i] ?? 1), 0)
    let before = 0
    let at = 0
    while (at < list.length - 1) {
      before += weight?.[list[at]!] ?? 1
      if (before >= quantileAlpha * total) break
      at++
    }
    values[id] = lacking[list[at]!]!
  }
}
