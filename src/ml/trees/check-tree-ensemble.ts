import type { CategorySets, TreeEnsemble } from './tree-ensemble.ts'

/** What the rows have and what a row's sums are, against which an ensemble is checked. */
export interface EnsembleShape {
  /** Features of a row. */
  readonly features: number
  /** Sums of a row. */
  readonly groups: number
}

/**
 * Whether an ensemble of unknown origin can be predicted with and explained safely: each array has its length, every row
 * comes from the root of each tree to a leaf of the same tree, nothing outside the arrays is read, and no sum can become
 * NaN. Each node has one parent and stands behind it, so that a walk over all paths ends as well. O(nodes).
 * @returns what is wrong, in words that end "The model file is damaged: …", or undefined
 */
export function checkTreeEnsemble(ensemble: TreeEnsemble, shape: EnsembleShape): string | undefined {
  return checkArrays(ensemble, shape) ?? checkNodes(ensemble, shape) ?? checkValues(ensemble)
}

function checkArrays(ensemble: TreeEnsemble, { groups }: EnsembleShape): string | undefined {
  const { outputs, roots, feature, treeGroup, values, categories } = ensemble
  const nodes = feature.length
  if (!Number.isInteger(outputs) || outputs < 1) return `a leaf has ${outputs} values`
  if (roots.length === 0 || roots[0] !== 0 || roots.at(-1) !== nodes) {
    return `its trees do not hold its ${nodes} nodes`
  }
  const lengths = {
    threshold: ensemble.threshold,
    left: ensemble.left,
    missingLeft: ensemble.missingLeft,
    cover: ensemble.cover,
    gain: ensemble.gain,
    'categories.begin': categories?.begin,
    'categories.length': categories?.length,
  }
  for (const [name, array] of Object.entries(lengths)) {
    if (array !== undefined && array.length !== nodes) return `"${name}" has ${array.length} of ${nodes} nodes`
  }
  if (values.length % outputs !== 0) return `${values.length} values are not ${outputs} for each leaf`
  if (treeGroup === undefined) {
    return outputs === groups ? undefined : `a leaf has ${outputs} values where a row has ${groups} sums`
  }
  if (treeGroup.length !== roots.length - 1) return `"treeGroup" has ${treeGroup.length} of ${roots.length - 1} trees`
  const bad = treeGroup.find((group) => group < 0 || group + outputs > groups)
  return bad === undefined ? undefined : `a tree adds to sum ${bad} of ${groups}`
}

function checkNodes(ensemble: TreeEnsemble, shape: EnsembleShape): string | undefined {
  const { roots, feature, left, missingLeft, categories, outputs, values } = ensemble
  const leaves = values.length / outputs
  const hasParent = new Uint8Array(feature.length)
  for (let t = 0; t + 1 < roots.length; t++) {
    const root = roots[t]!
    const end = roots[t + 1]!
    if (end <= root || end > feature.length) return `tree ${t} has no nodes`
    for (let i = root; i < end; i++) {
      if (feature[i]! < -1 || feature[i]! >= shape.features) return `node ${i} asks for feature ${feature[i]}`
      if (missingLeft[i]! > 1) return `node ${i} sends missing values to ${missingLeft[i]}`
      // Nodes stand behind their parents: whoever comes here without one is not reached.
      if (i > root && hasParent[i] === 0) return `node ${i} has no parent`
      const child = left[i]!
      if (feature[i]! < 0) {
        if (child < 0 || child >= leaves) return `node ${i} is leaf ${child} of ${leaves}`
        continue
      }
      if (child <= i || child + 1 >= end) return `node ${i} has children outside of what follows in its tree`
      if (hasParent[child] === 1 || hasParent[child + 1] === 1) return `node ${child} has two parents`
      hasParent[child] = hasParent[child + 1] = 1
    }
  }
  return categories === undefined ? undefined : checkCategories(categories, feature)
}

function checkCategories({ begin, length, words }: CategorySets, feature: Int32Array): string | undefined {
  for (let i = 0; i < begin.length; i++) {
    if (begin[i] === -1) continue
    const inside = begin[i]! >= 0 && length[i]! >= 0 && begin[i]! + length[i]! <= words.length
    if (!inside || feature[i]! < 0) return `node ${i} has its categories outside of what there are`
  }
  return undefined
}

function checkValues({ threshold, feature, values, cover, gain, singlePrecision }: TreeEnsemble): string | undefined {
  for (let i = 0; i < threshold.length; i++) {
    const t = threshold[i]!
    // Infinity is a threshold: every value goes left but Infinity itself. NaN would decide nothing.
    if (feature[i]! >= 0 && (Number.isNaN(t) || (singlePrecision && Math.fround(t) !== t))) {
      return `node ${i} compares with ${t}`
    }
  }
  const single = (value: number) => Number.isFinite(value) && (!singlePrecision || Math.fround(value) === value)
  const badValue = values.find((value) => !single(value))
  if (badValue !== undefined) return `a leaf holds ${badValue}`
  const badCover = cover.find((value) => !(value >= 0 && Number.isFinite(value)))
  if (badCover !== undefined) return `"cover" has ${badCover}`
  const badGain = gain?.find((value) => !Number.isFinite(value))
  return badGain === undefined ? undefined : `"gain" has ${badGain}`
}
