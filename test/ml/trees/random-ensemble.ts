import { createRandom } from '../../../src/base/random.ts'
import type { TreeEnsemble } from '../../../src/ml/trees/tree-ensemble.ts'

export interface RandomEnsembleOptions {
  readonly seed: number
  readonly trees: number
  /** Inner nodes of a tree, at most. */
  readonly splits: number
  readonly features: number
  readonly outputs?: number
  /** Trees add in turn to one of these sums. */
  readonly groups?: number
  readonly singlePrecision?: boolean
  readonly categorical?: boolean
}

/** A sound ensemble of random trees, some of them a single leaf; leaves in the order of nodes. */
export function randomEnsemble(options: RandomEnsembleOptions): TreeEnsemble {
  const { trees, splits, features, outputs = 1, groups, singlePrecision = false, categorical = false } = options
  const random = createRandom(options.seed)
  const real = () => {
    const value = random.next() * 2 - 1
    return singlePrecision ? Math.fround(value) : value
  }
  const roots = [0]
  const feature: number[] = []
  const threshold: number[] = []
  const left: number[] = []
  const missingLeft: number[] = []
  const values: number[] = []
  const begin: number[] = []
  const length: number[] = []
  const words: number[] = []
  const addNode = () => {
    feature.push(-1)
    threshold.push(0)
    left.push(-1)
    missingLeft.push(0)
    begin.push(-1)
    length.push(0)
    return feature.length - 1
  }
  for (let t = 0; t < trees; t++) {
    const open = [addNode()]
    for (let more = random.integer(splits + 1); more > 0; more--) {
      const chosen = random.integer(open.length)
      const node = open[chosen]!
      open[chosen] = open.at(-1)!
      open.pop()
      feature[node] = random.integer(features)
      missingLeft[node] = random.integer(2)
      left[node] = feature.length
      if (categorical && random.integer(2) === 0) {
        begin[node] = words.length
        length[node] = random.integer(3)
        for (let w = 0; w < length[node]; w++) words.push(Math.floor(random.next() * 2 ** 32))
      } else threshold[node] = random.integer(20) === 0 ? Number.POSITIVE_INFINITY : real()
      open.push(addNode(), addNode())
    }
    for (let i = roots.at(-1)!; i < feature.length; i++) {
      if (feature[i]! >= 0) continue
      left[i] = values.length / outputs
      for (let k = 0; k < outputs; k++) values.push(real())
    }
    roots.push(feature.length)
  }
  return {
    outputs,
    singlePrecision,
    roots: Int32Array.from(roots),
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    left: Int32Array.from(left),
    missingLeft: Uint8Array.from(missingLeft),
    values: Float64Array.from(values),
    cover: Float64Array.from(feature, () => random.integer(1000)),
    ...(groups === undefined ? {} : { treeGroup: Int32Array.from({ length: trees }, (_, t) => t % groups) }),
    ...(categorical
      ? {
          categories: {
            begin: Int32Array.from(begin),
            length: Int32Array.from(length),
            words: Uint32Array.from(words),
          },
        }
      : {}),
  }
}

/** Columns of values around those of the thresholds, some missing, infinite, or whole numbers as categories are. */
export function randomColumns(seed: number, rows: number, features: number): Float64Array[] {
  const random = createRandom(seed)
  return Array.from({ length: features }, () =>
    Float64Array.from({ length: rows }, () => {
      const kind = random.integer(20)
      if (kind === 0) return Number.NaN
      if (kind === 1) return random.integer(2) === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
      if (kind < 8) return random.integer(110) - 5 + (random.integer(4) === 0 ? 0.5 : 0)
      return random.next() * 2.2 - 1.1
    }),
  )
}
