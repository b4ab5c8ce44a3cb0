import { availableParallelism } from 'node:os'
import { type ColumnSource, type Matrix, matrixColumn, wholeMatrix } from '../../base/matrix.ts'
import { readerOf } from '../column-reader.ts'
import type { FitOptions } from '../fit-options.ts'
import { forestSource } from '../generated/forest-program.ts'
import { createArena } from '../threads/arena.ts'
import { runProgram } from '../threads/run-program.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { assembleForest } from './assemble-forest.ts'
import { program } from './forest.program.ts'
import type { ForestTarget, GrownTree } from './forest-plan.ts'
import { layOutForest } from './lay-out-forest.ts'
import { type OutOfBagSums, predictOutOfBag } from './out-of-bag.ts'
import type { ForestRules } from './resolve-forest-options.ts'

export interface FittedForest {
  readonly ensemble: TreeEnsemble
  /** Mean decrease in impurity, summing to 1; all 0 when no tree has a split. */
  readonly importance: Float64Array
  /** Only with `oobScore`. */
  readonly outOfBag: OutOfBagSums | undefined
}

/** Looked-at values below which another thread would take longer to start than it helps: some tens of milliseconds. */
const workPerThread = 3_000_000

/**
 * Grows the trees of any forest: a tree a task, in as many threads as are asked for, else as many as are worth starting.
 * @param weights each row's own weight, or undefined where all are 1
 */
export async function fitForest(
  features: Matrix | ColumnSource,
  target: ForestTarget,
  weights: Float64Array | undefined,
  rules: ForestRules,
  options: FitOptions,
): Promise<FittedForest> {
  const { nEstimators, maxSamples, maxFeatures } = rules
  const { progress, signal } = options
  // Each level of a tree looks at every row; a balanced one has about log2 of the rows.
  const levels = Math.min(rules.maxDepth, 32 - Math.clz32(maxSamples))
  const worth = Math.ceil((nEstimators * maxSamples * maxFeatures * levels) / workPerThread)
  const asked = options.threads ?? Math.min(availableParallelism(), worth)
  const threads = Math.max(1, Math.min(asked, nEstimators))
  const arena = createArena()
  const reader = readerOf(features)
  const plan = await layOutForest(arena, features, reader, target, weights, rules, threads)
  let done = 0
  const grown = await runProgram({
    program,
    source: forestSource,
    payload: plan,
    memory: arena.memory,
    threads,
    signal,
    onMessage: () => progress?.(++done, nEstimators),
  })
  const trees = grown.flat().sort((a: GrownTree, b: GrownTree) => a.tree - b.tree)
  for (const list of grown) list.length = 0
  const importance = new Float64Array(features.columns)
  for (const tree of trees) {
    for (let j = 0; j < importance.length; j++) importance[j]! += tree.importance[j]!
  }
  const all = importance.reduce((sum, share) => sum + share, 0)
  const ensemble = await assembleForest(trees, reader, features.columns, Math.max(target.classes, 1))
  return {
    ensemble,
    // A tree without a split has importance 0 throughout, so it does not change the shares.
    importance: importance.map((share) => (all > 0 ? share / all : 0)),
    outOfBag: rules.oobScore
      ? predictOutOfBag(ensemble, await allColumns(features), features.rows, plan, weights)
      : undefined,
  }
}

async function allColumns(features: Matrix | ColumnSource) {
  const matrix = await wholeMatrix(features)
  return matrix.names.map((_, j) => matrixColumn(matrix, j))
}
