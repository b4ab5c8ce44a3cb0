import type { CategorySets, TreeEnsemble } from '../trees/tree-ensemble.ts'

/** The first `count` trees of an ensemble of trees of one value a leaf. O(nodes). */
export function takeTrees(ensemble: TreeEnsemble, count: number): TreeEnsemble {
  const { roots, feature, categories, treeGroup, gain } = ensemble
  const nodes = roots[count]!
  let leaves = 0
  for (let node = 0; node < nodes; node++) if (feature[node]! < 0) leaves++
  return {
    ...ensemble,
    roots: roots.slice(0, count + 1),
    feature: feature.slice(0, nodes),
    threshold: ensemble.threshold.slice(0, nodes),
    left: ensemble.left.slice(0, nodes),
    missingLeft: ensemble.missingLeft.slice(0, nodes),
    values: ensemble.values.slice(0, leaves),
    cover: ensemble.cover.slice(0, nodes),
    gain: gain?.slice(0, nodes),
    treeGroup: treeGroup?.slice(0, count),
    categories: categories === undefined ? undefined : firstSets(categories, nodes),
  }
}

function firstSets({ begin, length, words }: CategorySets, nodes: number): CategorySets | undefined {
  let end = 0
  for (let node = 0; node < nodes; node++) if (begin[node]! >= 0) end = Math.max(end, begin[node]! + length[node]!)
  if (end === 0) return undefined
  return { begin: begin.slice(0, nodes), length: length.slice(0, nodes), words: words.slice(0, end) }
}

/** The trees of one ensemble, then those of another: of the same kind, one value a leaf. O(nodes). */
export function joinEnsembles(first: TreeEnsemble, second: TreeEnsemble): TreeEnsemble {
  const nodes = first.feature.length
  const leaves = first.values.length
  const { treeGroup, gain } = first
  return {
    outputs: 1,
    singlePrecision: true,
    roots: joined(
      first.roots,
      second.roots.subarray(1).map((root) => root + nodes),
    ),
    feature: joined(first.feature, second.feature),
    threshold: joined(first.threshold, second.threshold),
    left: joined(
      first.left,
      second.left.map((left, node) => left + (second.feature[node]! < 0 ? leaves : nodes)),
    ),
    missingLeft: joined(first.missingLeft, second.missingLeft),
    values: joined(first.values, second.values),
    cover: joined(first.cover, second.cover),
    gain: gain === undefined || second.gain === undefined ? undefined : joined(gain, second.gain),
    treeGroup:
      treeGroup === undefined || second.treeGroup === undefined ? undefined : joined(treeGroup, second.treeGroup),
    categories: joinSets(first, second),
  }
}

function joinSets(first: TreeEnsemble, second: TreeEnsemble): CategorySets | undefined {
  if (first.categories === undefined && second.categories === undefined) return undefined
  const setsOf = ({ categories, feature }: TreeEnsemble): CategorySets =>
    categories ?? {
      begin: new Int32Array(feature.length).fill(-1),
      length: new Int32Array(feature.length),
      words: new Uint32Array(0),
    }
  const [a, b] = [setsOf(first), setsOf(second)]
  return {
    begin: joined(
      a.begin,
      b.begin.map((begin) => (begin < 0 ? begin : begin + a.words.length)),
    ),
    length: joined(a.length, b.length),
    words: joined(a.words, b.words),
  }
}

type Numbers = Int32Array | Uint32Array | Uint8Array | Float64Array

function joined<T extends Numbers>(first: T, second: T): T {
  const both = new (first.constructor as new (length: number) => T)(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
