import { describe, expect, it } from 'vitest'
import { decodeModel } from '../../../src/ml/model-file/decode-model.ts'
import { encodeModel } from '../../../src/ml/model-file/encode-model.ts'
import type { TreeEnsemble } from '../../../src/ml/trees/tree-ensemble.ts'
import { treeEnsembleFromParts, treeEnsembleToParts } from '../../../src/ml/trees/tree-ensemble-parts.ts'
import { randomEnsemble } from './random-ensemble.ts'

const small = { seed: 1, trees: 5, splits: 8, features: 4 }

describe('an ensemble as parts', () => {
  it.each([
    ['a forest of classes', { ...small, outputs: 3 }, 3],
    ['boosting of classes with categories', { ...small, groups: 3, singlePrecision: true, categorical: true }, 3],
    ['many nodes', { ...small, trees: 3, splits: 30_000 }, 1],
    ['no trees', { ...small, trees: 0 }, 1],
  ])('comes back from bytes as it was: %s', (_, options, groups) => {
    const ensemble = randomEnsemble(options)
    const whole = { ...ensemble, gain: Float64Array.from(ensemble.feature, (_, i) => i / 3) }
    const parts = decodeModel(encodeModel({ trees: treeEnsembleToParts(whole) })) as { trees: unknown }
    expect(treeEnsembleFromParts(parts.trees, 4, { outputs: whole.outputs, groups })).toEqual(whole)
  })

  it('takes lists of numbers for typed arrays', () => {
    const ensemble = randomEnsemble(small)
    const lists = Object.entries(treeEnsembleToParts(ensemble)).map(([name, value]) => [
      name,
      ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value,
    ])
    expect(treeEnsembleFromParts(Object.fromEntries(lists), 4, { outputs: 1 })).toEqual(ensemble)
  })
})

/** One tree: node 0 asks, nodes 1 and 2 are leaves; unless told otherwise. */
const stump = {
  outputs: 1,
  singlePrecision: false,
  roots: [0, 3],
  feature: [1, 0, 0],
  threshold: [0.1, 0, 0],
  left: [1, 0, 1],
  missingLeft: [1, 0, 0],
  values: [1, 2],
  cover: [2, 1, 1],
}
const big = 5

describe('a damaged ensemble', () => {
  it.each<[string, object]>([
    ['no list', { left: 'abc' }],
    ['a list of texts', { feature: ['1', 0, 0] }],
    ['broken numbers', { left: [1.5, 0, 1] }],
    ['no first root', { roots: [] }],
    ['roots beyond the nodes', { roots: [0, 1e9] }],
    ['roots that fall', { roots: [0, 5, 3] }],
    ['a tree without nodes', { roots: [0, 0, 3] }],
    ['arrays of different lengths', { threshold: [0.1, 0] }],
    ['a feature that rows do not have', { feature: [big, 0, 0] }],
    ['a child that is its own parent', { left: [0, 0, 1] }],
    ['children outside of the tree', { left: [2, 0, 1] }],
    ['a negative child', { left: [-1, 0, 1] }],
    ['two parents', { roots: [0, 5], ...fiveNodes([1, 1, 0, 0, 0], [1, 1, 0, 1, 1]) }],
    ['two parents of the same children', { roots: [0, 5], ...fiveNodes([1, 1, 1, 0, 0], [1, 3, 3, 0, 0]) }],
    ['nodes that nobody reaches', { roots: [0, 5], ...fiveNodes([1, 0, 0, 0, 0], [1, 0, 1, 0, 1]) }],
    ['a leaf that has no values', { left: [1, 0, 2] }],
    ['a leaf of another number of values', { outputs: 2 }],
    ['a threshold that is NaN', { threshold: [Number.NaN, 0, 0] }],
    ['a threshold that is no single', { singlePrecision: true }],
    ['a direction that is no direction', { missingLeft: [2, 0, 0] }],
    ['a leaf of NaN', { values: [1, Number.NaN] }],
    ['a leaf without end', { values: [1, Number.POSITIVE_INFINITY] }],
    ['a negative cover', { cover: [2, -1, 1] }],
    ['groups beyond the sums', { treeGroup: [1] }],
    ['groups of another number of trees', { treeGroup: [0, 0] }],
    ['categories beyond the words', { categories: { begin: [0, -1, -1], length: [2, 0, 0], words: [1] } }],
    ['categories before the words', { categories: { begin: [-2, -1, -1], length: [1, 0, 0], words: [1] } }],
    ['categories of a leaf', { categories: { begin: [-1, 0, -1], length: [0, 1, 0], words: [1] } }],
    ['a precision that is a text', { singlePrecision: 'yes' }],
  ])('is refused: %s', (_, change) => {
    expect(() => treeEnsembleFromParts({ ...stump, ...change }, 2, { outputs: 1 })).toThrow(
      expect.objectContaining({ code: 'E_ML_MODEL_FILE' }),
    )
  })

  it('is told from a sound one', () => {
    const read: TreeEnsemble = treeEnsembleFromParts(stump, 2, { outputs: 1 })
    expect([...read.feature]).toEqual([0, -1, -1])
    expect(() => treeEnsembleFromParts(stump, 2, { outputs: 1, groups: 2 })).toThrow('2 sums')
  })
})

function fiveNodes(feature: number[], left: number[]) {
  const zeros = [0, 0, 0, 0, 0]
  return { feature, left, threshold: zeros, missingLeft: zeros, cover: zeros }
}
