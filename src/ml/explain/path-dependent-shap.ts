import type { FloatArray } from '../../base/matrix.ts'
import { goesLeft } from '../trees/goes-left.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { gaussLegendre, type Quadrature } from './gauss-legendre.ts'
import { requireShapDepth } from './require-shap-depth.ts'
import type { TreeContributions } from './tree-contributions.ts'

/**
 * Exact Shapley values of trees, where a feature that is not known sends a row both ways, in the proportion in which training rows went
 * ("tree path dependent").
 *
 * A leaf of value v, reached through splits on the features P of its path, gives feature j
 * `v (o_j - z_j) ∫₀¹ Π_{i ∈ P, i ≠ j} (z_i (1 - t) + o_i t) dt`,
 * where o_i is 1 when the row passes all of the path's splits on i, else 0, and z_i is the product of the shares of training rows that pass
 * them. (Expanding the product gives the factorials of Shapley's formula, since `∫ t^s (1 - t)^r dt = s! r! / (s + r + 1)!`.) The integrand is
 * a polynomial, so Gauss and Legendre's rule with half as many nodes as features gives the integral exactly, up to rounding. One walk over
 * the tree carries the products down at each node of the rule, and the sums over the leaves up again, where each split takes its share. A
 * feature that occurs again further down takes back the share of the split above for the leaves below it.
 *
 * Source: Lundberg et al., "From local explanations to global understanding with explainable AI for trees" (2020), for the values; the
 * integral is Shapley's formula in Owen's form (1972). O(trees · nodes · depth / 2) a row, instead of leaves · depth².
 * @param columns one array a feature, in the order of the model
 * @param groups sums of a row
 * @throws E_ML_PARAMETER for trees too deep for the rule
 */
export function pathDependentShap(
  ensemble: TreeEnsemble,
  columns: readonly FloatArray[],
  rows: number,
  groups: number,
): TreeContributions {
  const width = columns.length
  const contributions = new Float64Array(rows * groups * width)
  const base = new Float64Array(groups)
  for (let t = 0; t + 1 < ensemble.roots.length; t++) {
    const root = ensemble.roots[t]!
    const first = ensemble.treeGroup?.[t] ?? 0
    addExpectation(ensemble, root, base, first)
    const walk = createWalk(ensemble, width, depthBelow(ensemble, root))
    for (let i = 0; i < rows; i++) {
      walk.row(columns, i, root, contributions.subarray((i * groups + first) * width))
    }
  }
  return { base, contributions }
}

/** The mean of the leaf values, each leaf weighted by the training rows in it. */
function addExpectation(ensemble: TreeEnsemble, root: number, base: Float64Array, first: number): void {
  const { feature, left, cover, values, outputs } = ensemble
  const stack: [node: number, share: number][] = [[root, 1]]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, share] = next
    if (feature[node]! < 0) {
      for (let k = 0; k < outputs; k++) base[first + k]! += share * values[left[node]! * outputs + k]!
    } else {
      for (const child of [left[node]!, left[node]! + 1]) stack.push([child, share * shareOf(cover, child, node)])
    }
  }
}

/** Share of a node's training rows that go to a child; 0 where no training row came. */
function shareOf(cover: Float64Array, child: number, node: number): number {
  return cover[node]! > 0 ? cover[child]! / cover[node]! : 0
}

function depthBelow(ensemble: TreeEnsemble, root: number): number {
  const { feature, left } = ensemble
  let deepest = 0
  const stack: [node: number, depth: number][] = [[root, 0]]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, depth] = next
    deepest = Math.max(deepest, depth)
    if (feature[node]! >= 0) stack.push([left[node]!, depth + 1], [left[node]! + 1, depth + 1])
  }
  requireShapDepth(deepest)
  return deepest
}

function createWalk(ensemble: TreeEnsemble, width: number, depth: number) {
  const { feature, left, cover, values, outputs } = ensemble
  const { nodes, weights }: Quadrature = gaussLegendre(Math.max(1, Math.ceil(Math.min(depth, width) / 2)))
  const size = nodes.length
  const rest = nodes.map((node) => 1 - node)
  const span = size * outputs
  // One stretch a level: products on the way down, sums over leaves on the way up.
  const products = new Float64Array((depth + 2) * size).fill(1)
  const sums = new Float64Array((depth + 2) * span)
  /** The products without the factor of the feature that a node asks for, and that factor. */
  const without = new Float64Array((depth + 2) * size)
  const before = new Float64Array((depth + 2) * size)
  const zero = new Float64Array(width).fill(1)
  const one = new Float64Array(width).fill(1)
  const seen = new Uint8Array(width)
  let columns: readonly FloatArray[] = []
  let row = 0
  let into: Float64Array = new Float64Array()

  /** Sums, over the leaves below a node, of value times weight times product: into this level's stretch. */
  function visit(node: number, level: number): void {
    const at = level * size
    const own = level * span
    const first = left[node]!
    const j = feature[node]!
    const chosen = goesLeft(ensemble, node, columns[j]![row]!) ? first : first + 1
    const oldZero = zero[j]!
    const oldOne = one[j]!
    const again = seen[j] === 1
    for (let q = at; q < at + size; q++) {
      before[q] = again ? oldZero * rest[q - at]! + oldOne * nodes[q - at]! : 1
      without[q] = again ? products[q]! / before[q]! : products[q]!
    }
    for (let s = own; s < own + span; s++) sums[s] = 0
    seen[j] = 1
    for (let child = first; child <= first + 1; child++) {
      const z = oldZero * shareOf(cover, child, node)
      const o = child === chosen ? oldOne : 0
      // No row of training and not this one: these leaves say nothing to anybody.
      if (z === 0 && o === 0) continue
      if (feature[child]! < 0) addLeaf(left[child]! * outputs, at, own, j, z, o)
      else {
        for (let q = 0; q < size; q++) products[at + size + q] = without[at + q]! * (z * rest[q]! + o * nodes[q]!)
        zero[j] = z
        one[j] = o
        visit(child, level + 1)
        for (let k = 0; k < outputs; k++) {
          let sum = 0
          for (let q = 0; q < size; q++) {
            const below = sums[own + span + k * size + q]!
            sum += below / (z * rest[q]! + o * nodes[q]!)
            sums[own + k * size + q]! += below
          }
          into[k * width + j]! += (o - z) * sum
        }
      }
    }
    if (again) takeBack(at, own, j, oldOne - oldZero)
    zero[j] = oldZero
    one[j] = oldOne
    seen[j] = again ? 1 : 0
  }

  function addLeaf(leaf: number, at: number, own: number, j: number, z: number, o: number): void {
    for (let k = 0; k < outputs; k++) {
      const value = values[leaf + k]!
      let sum = 0
      for (let q = 0; q < size; q++) {
        const part = value * weights[q]! * without[at + q]!
        sum += part
        sums[own + k * size + q]! += part * (z * rest[q]! + o * nodes[q]!)
      }
      into[k * width + j]! += (o - z) * sum
    }
  }

  /** What a split on the same feature further up will give for these leaves is given by this one. */
  function takeBack(at: number, own: number, j: number, gap: number): void {
    for (let k = 0; k < outputs; k++) {
      let sum = 0
      for (let q = 0; q < size; q++) sum += sums[own + k * size + q]! / before[at + q]!
      into[k * width + j]! -= gap * sum
    }
  }

  return {
    row(ofColumns: readonly FloatArray[], i: number, root: number, to: Float64Array): void {
      // A tree that is a leaf says the same of every row.
      if (feature[root]! < 0) return
      columns = ofColumns
      row = i
      into = to
      visit(root, 0)
    },
  }
}
