import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { gaussLegendre } from '../../../src/ml/explain/gauss-legendre.ts'
import { interventionalShap } from '../../../src/ml/explain/interventional-shap.ts'
import { pathDependentShap } from '../../../src/ml/explain/path-dependent-shap.ts'
import { goesLeft } from '../../../src/ml/trees/goes-left.ts'
import { sumLeaves } from '../../../src/ml/trees/sum-leaves.ts'
import type { TreeEnsemble } from '../../../src/ml/trees/tree-ensemble.ts'
import { furthest } from '../tables.ts'

const random = createRandom(11)
const width = 5

/** Trees of random splits, in which features occur again on a path; a few leaves have seen no training row. */
function randomEnsemble(trees: number, depth: number, outputs: number, treeGroup?: Int32Array): TreeEnsemble {
  const [feature, threshold, left, missingLeft, cover]: number[][] = [[], [], [], [], []]
  const values: number[] = []
  const roots: number[] = []
  const grow = (node: number, level: number) => {
    if (level === depth || (level > 1 && random.next() < 0.2)) {
      feature![node] = -1
      threshold![node] = 0
      missingLeft![node] = 0
      left![node] = values.length / outputs
      for (let k = 0; k < outputs; k++) values.push(random.next() * 2 - 1)
      return
    }
    feature![node] = random.integer(width)
    threshold![node] = random.next()
    missingLeft![node] = random.integer(2)
    const child = feature!.length
    left![node] = child
    feature!.push(-1, -1)
    const share = random.next() < 0.1 ? 0 : random.next()
    cover![child] = Math.round(cover![node]! * share)
    cover![child + 1] = cover![node]! - cover![child]!
    grow(child, level + 1)
    grow(child + 1, level + 1)
  }
  for (let t = 0; t < trees; t++) {
    const root = feature!.length
    roots.push(root)
    feature!.push(-1)
    cover![root] = 1000
    grow(root, 0)
  }
  return {
    outputs,
    roots: Int32Array.from([...roots, feature!.length]),
    feature: Int32Array.from(feature!),
    threshold: Float64Array.from(threshold!),
    left: Int32Array.from(left!),
    missingLeft: Uint8Array.from(missingLeft!),
    values: Float64Array.from(values),
    cover: Float64Array.from(cover!),
    singlePrecision: false,
    ...(treeGroup === undefined ? {} : { treeGroup }),
  }
}

const rows = 6
const columnsOf = (count: number) =>
  Array.from({ length: width }, () =>
    Float64Array.from({ length: count }, () => (random.next() < 0.1 ? Number.NaN : random.next())),
  )

/** Shapley's formula as it stands: every subset of features, known or not. */
function bruteForce(worth: (known: ReadonlySet<number>) => number): number[] {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))
  return Array.from({ length: width }, (_, j) => {
    let sum = 0
    for (let mask = 0; mask < 2 ** width; mask++) {
      if ((mask >> j) & 1) continue
      const known = new Set(Array.from({ length: width }, (_, i) => i).filter((i) => (mask >> i) & 1))
      const order = (factorial(known.size) * factorial(width - known.size - 1)) / factorial(width)
      sum += order * (worth(new Set([...known, j])) - worth(known))
    }
    return sum
  })
}

/** What the trees give when only some features are known, the others going both ways by cover. */
function expected(ensemble: TreeEnsemble, columns: Float64Array[], i: number, k: number, known: ReadonlySet<number>) {
  const below = (node: number): number => {
    const { feature, left, cover, values, outputs } = ensemble
    if (feature[node]! < 0) return values[left[node]! * outputs + k]!
    const child = left[node]!
    const j = feature[node]!
    if (known.has(j)) return below(child + (goesLeft(ensemble, node, columns[j]![i]!) ? 0 : 1))
    if (cover[node] === 0) return 0
    return (cover[child]! * below(child) + cover[child + 1]! * below(child + 1)) / cover[node]!
  }
  return Array.from(ensemble.roots.subarray(0, -1)).reduce((sum, root) => sum + below(root), 0)
}

describe.each([
  { name: 'boosting', ensemble: randomEnsemble(4, 6, 1), groups: 1 },
  { name: 'a forest of three classes', ensemble: randomEnsemble(3, 5, 3), groups: 3 },
])('on $name', ({ ensemble, groups }) => {
  const columns = columnsOf(rows)
  const sums = sumLeaves(ensemble, columns, rows, new Float64Array(groups))

  it('path-dependent values are those of the formula, subset by subset', () => {
    const { base, contributions } = pathDependentShap(ensemble, columns, rows, groups)
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < groups; k++) {
        const own = contributions.subarray((i * groups + k) * width, (i * groups + k + 1) * width)
        expect(
          furthest(
            own,
            bruteForce((known) => expected(ensemble, columns, i, k, known)),
          ),
        ).toBeLessThan(1e-12)
        expect(own.reduce((sum, value) => sum + value, base[k]!)).toBeCloseTo(sums[i * groups + k]!, 12)
      }
    }
  })

  it('interventional values are those of the formula, subset by subset', () => {
    const background = { columns: columnsOf(7), rows: 7 }
    const { base, contributions } = interventionalShap(ensemble, columns, rows, background, groups)
    for (let i = 0; i < rows; i++) {
      const worth = (k: number) => (known: ReadonlySet<number>) => {
        const mixed = columns.map((column, j) =>
          known.has(j) ? new Float64Array(7).fill(column[i]!) : background.columns[j]!,
        )
        const said = sumLeaves(ensemble, mixed, 7, new Float64Array(groups))
        return said.reduce((sum, value, at) => sum + (at % groups === k ? value : 0), 0) / 7
      }
      for (let k = 0; k < groups; k++) {
        const own = contributions.subarray((i * groups + k) * width, (i * groups + k + 1) * width)
        expect(furthest(own, bruteForce(worth(k)))).toBeLessThan(1e-12)
        expect(own.reduce((sum, value) => sum + value, base[k]!)).toBeCloseTo(sums[i * groups + k]!, 12)
      }
    }
  })
})

it('adds trees to the sum of their class', () => {
  const ensemble = randomEnsemble(4, 3, 1, Int32Array.of(0, 1, 0, 1))
  const columns = columnsOf(rows)
  const { base, contributions } = pathDependentShap(ensemble, columns, rows, 2)
  const sums = sumLeaves(ensemble, columns, rows, new Float64Array(2))
  for (let at = 0; at < rows * 2; at++) {
    const own = contributions.subarray(at * width, (at + 1) * width)
    expect(own.reduce((sum, value) => sum + value, base[at % 2]!)).toBeCloseTo(sums[at]!, 12)
  }
})

it.each([1, 2, 5, 15, 40])('the rule of %i nodes integrates powers exactly', (size) => {
  const { nodes, weights } = gaussLegendre(size)
  for (let power = 0; power < 2 * size; power++) {
    const integral = nodes.reduce((sum, node, q) => sum + weights[q]! * node ** power, 0)
    expect(integral).toBeCloseTo(1 / (power + 1), 12)
  }
})
