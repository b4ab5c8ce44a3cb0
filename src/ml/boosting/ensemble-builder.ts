import type { CategorySets, TreeEnsemble } from '../trees/tree-ensemble.ts'
import type { Scales } from './gradients.ts'
import type { GrowNode } from './tree/grow-node.ts'

/** What a fit gives beside the trees. */
export interface GrownEnsemble {
  readonly roots: Int32Array
  readonly feature: Int32Array
  readonly threshold: Float64Array
  readonly left: Int32Array
  readonly missingLeft: Uint8Array
  readonly values: Float64Array
  readonly cover: Float64Array
  readonly gain: Float64Array
  readonly treeGroup: Int32Array
  readonly categories: CategorySets | undefined
}

/** Collects grown trees as flat arrays. */
export interface EnsembleBuilder {
  /** @param leafValue of each leaf, a single */
  add(nodes: readonly GrowNode[], group: number, scales: Scales, leafValue: (node: GrowNode) => number): void
  finish(): GrownEnsemble
}

/**
 * @param thresholdOf the value below which bins up to `bin` of a feature lie
 * @param isCategorical by number of the feature
 */
export function createEnsembleBuilder(
  thresholdOf: (feature: number, bin: number) => number,
  isCategorical: (feature: number) => boolean,
): EnsembleBuilder {
  const roots = [0]
  const treeGroup: number[] = []
  const feature: number[] = []
  const threshold: number[] = []
  const left: number[] = []
  const missingLeft: number[] = []
  const values: number[] = []
  const cover: number[] = []
  const gain: number[] = []
  const setBegin: number[] = []
  const setLength: number[] = []
  const words: number[] = []

  return {
    add(nodes, group, scales, leafValue) {
      const first = feature.length
      for (const node of nodes) {
        const split = node.left < 0 ? undefined : node.split!
        const set = split === undefined || !isCategorical(split.feature) ? undefined : split.goesRight
        feature.push(split?.feature ?? -1)
        threshold.push(split === undefined || set !== undefined ? 0 : thresholdOf(split.feature, split.bin))
        left.push(split === undefined ? values.length : first + node.left)
        missingLeft.push(split?.missingLeft === true ? 1 : 0)
        cover.push(node.hessian / scales.hessian)
        gain.push(split?.lossChange ?? 0)
        setBegin.push(set === undefined ? -1 : words.length)
        setLength.push(set === undefined ? 0 : set.length)
        if (set !== undefined) words.push(...set)
        if (split === undefined) values.push(leafValue(node))
      }
      roots.push(feature.length)
      treeGroup.push(group)
    },
    finish() {
      return {
        roots: Int32Array.from(roots),
        feature: Int32Array.from(feature),
        threshold: Float64Array.from(threshold),
        left: Int32Array.from(left),
        missingLeft: Uint8Array.from(missingLeft),
        values: Float64Array.from(values),
        cover: Float64Array.from(cover),
        gain: Float64Array.from(gain),
        treeGroup: Int32Array.from(treeGroup),
        categories:
          words.length === 0
            ? undefined
            : {
                begin: Int32Array.from(setBegin),
                length: Int32Array.from(setLength),
                words: Uint32Array.from(words),
              },
      }
    },
  }
}

/** The ensemble as prediction takes it. */
export function asEnsemble(grown: GrownEnsemble, outputs: number): TreeEnsemble {
  const { treeGroup, ...arrays } = grown
  return { ...arrays, outputs: 1, singlePrecision: true, treeGroup: outputs === 1 ? undefined : treeGroup }
}
