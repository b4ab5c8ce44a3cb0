import { createRandom, deriveSeed } from '../../../base/random.ts'
import type { TreeParameters } from '../boosting-payload.ts'

/** Which features may be split on, tree by tree, level by level and node by node. */
export interface FeatureSampler {
  /** A byte a feature: 1 when node `id` at `depth` may use it. Valid until the next call. */
  allowed(id: number, depth: number): Uint8Array
}

/**
 * Draws the features of each tree, of these those of each level, of these those of each node: always at least one.
 * A draw depends on the seed and on the numbers of tree, level and node only.
 *
 * Source: XGBoost, `src/common/random.h: ColumnSampler`. O(features) a node.
 */
export function createFeatureSampler(features: number, parameters: TreeParameters, tree: number): FeatureSampler {
  const { seed, colsampleByTree, colsampleByLevel, colsampleByNode } = parameters
  const mask = new Uint8Array(features)
  const all = Array.from({ length: features }, (_, j) => j)
  const ofTree = draw(all, colsampleByTree, () => deriveSeed(seed, 'tree features', tree))
  const ofLevels = new Map<number, number[]>()
  return {
    allowed(id, depth) {
      let level = ofLevels.get(depth)
      if (level === undefined) {
        level = draw(ofTree, colsampleByLevel, () => deriveSeed(seed, 'level features', tree, depth))
        ofLevels.set(depth, level)
      }
      mask.fill(0)
      for (const j of draw(level, colsampleByNode, () => deriveSeed(seed, 'node features', tree, id))) mask[j] = 1
      return mask
    },
  }
}

/** Fisher-Yates, as far as needed. */
function draw(from: number[], share: number, seed: () => number): number[] {
  if (share === 1) return from
  const random = createRandom(seed())
  const drawn = [...from]
  const count = Math.max(1, Math.floor(share * from.length))
  for (let i = 0; i < count; i++) {
    const j = i + random.integer(drawn.length - i)
    ;[drawn[i], drawn[j]] = [drawn[j]!, drawn[i]!]
  }
  return drawn.slice(0, count)
}
