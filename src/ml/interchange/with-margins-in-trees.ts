import type { TreeEnsemble } from '../trees/tree-ensemble.ts'

/**
 * The ensemble whose sums, starting at 0, are those of the given one starting at `margins`, to the last bit: the leaves of
 * the first tree of each sum have taken up its base. A sum without a tree gets one of a single leaf. O(nodes).
 */
export function withMarginsInTrees(ensemble: TreeEnsemble, margins: Float64Array): TreeEnsemble {
  const { roots, feature, values, categories, gain } = ensemble
  const groups = ensemble.treeGroup ?? new Int32Array(roots.length - 1)
  const left = ensemble.left.slice()
  const added: number[] = []
  const bare: number[] = []
  for (const [group, margin] of margins.entries()) {
    const t = groups.indexOf(group)
    if (t < 0) bare.push(group)
    for (let i = t < 0 ? 0 : roots[t]!; t >= 0 && i < roots[t + 1]!; i++) {
      if (feature[i]! >= 0) continue
      added.push(Math.fround(margin + values[left[i]!]!))
      left[i] = values.length + added.length - 1
    }
  }
  // The trees of a leaf each come last.
  const nodes = feature.length
  const leaves = bare.map((_, m) => values.length + added.length + m)
  const nothing = bare.map(() => 0)
  const none = bare.map(() => -1)
  return {
    outputs: 1,
    singlePrecision: true,
    roots: joined(
      Int32Array,
      roots,
      Int32Array.from(bare, (_, m) => nodes + m + 1),
    ),
    feature: joined(Int32Array, feature, none),
    threshold: joined(Float64Array, ensemble.threshold, nothing),
    left: joined(Int32Array, left, leaves),
    missingLeft: joined(Uint8Array, ensemble.missingLeft, nothing),
    cover: joined(Float64Array, ensemble.cover, nothing),
    values: joined(
      Float64Array,
      joined(Float64Array, values, added),
      Float64Array.from(bare, (group) => margins[group]!),
    ),
    ...(gain === undefined ? {} : { gain: joined(Float64Array, gain, nothing) }),
    ...(margins.length > 1 ? { treeGroup: joined(Int32Array, groups, bare) } : {}),
    ...(categories === undefined
      ? {}
      : {
          categories: {
            begin: joined(Int32Array, categories.begin, none),
            length: joined(Int32Array, categories.length, nothing),
            words: categories.words,
          },
        }),
  }
}

interface Settable {
  set(values: ArrayLike<number>, offset?: number): void
}

function joined<A extends Settable>(type: new (length: number) => A, a: ArrayLike<number>, b: ArrayLike<number>): A {
  const all = new type(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}
