import { type EnsembleKernels, openEnsembleKernels } from '../kernels/ensemble/ensemble-kernels.ts'
import { type Arena, createArena } from '../threads/arena.ts'
import { type EnsembleForm, type EnsembleLayout, tableCells } from './ensemble-layout.ts'
import { findSlots } from './find-slots.ts'
import { packLarge } from './pack-large.ts'
import { packPerfect } from './pack-perfect.ts'
import { packSmall } from './pack-small.ts'
import { treeDepths } from './tree-depths.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/** An ensemble in the memory of kernels. */
export interface CompiledEnsemble {
  readonly arena: Arena
  readonly kernels: EnsembleKernels
  readonly layout: EnsembleLayout
  /** For each slot its feature, and what stands for a missing value. */
  readonly slotFeatures: Int32Array
  readonly slotStandIns: Float32Array
}

/** Trees up to this depth are filled up to it; beyond, what is filled up outweighs what steps cost. */
const perfectDepth = 8

/**
 * Packs an ensemble for the kernels, in the tightest form that gives the same leaves. O(nodes).
 * @param singles whether all features are singles. Then thresholds are rounded up to singles: for a single x, `x < t` and
 *   `x < ceilSingle(t)` are the same
 * @returns undefined where no form can hold it
 */
export function compileEnsemble(ensemble: TreeEnsemble, singles: boolean): CompiledEnsemble | undefined {
  const form = chooseForm(ensemble, singles || ensemble.singlePrecision)
  return packAs(form, ensemble) ?? (form === 'small' ? packAs('large', ensemble) : undefined)
}

function chooseForm(ensemble: TreeEnsemble, singles: boolean): EnsembleForm {
  const { roots, singlePrecision, outputs, categories } = ensemble
  if (!singles || categories !== undefined) return 'large'
  let greatest = 0
  for (let t = 0; t + 1 < roots.length; t++) greatest = Math.max(greatest, roots[t + 1]! - roots[t]!)
  if (singlePrecision && outputs === 1 && greatest < 4 * 2 ** perfectDepth) {
    const depths = treeDepths(ensemble)
    const filled = depths.reduce((sum, depth) => sum + 2 ** (depth + 1), 0)
    if (depths.every((depth) => depth <= perfectDepth) && filled <= 8 * ensemble.feature.length) return 'perfect'
  }
  // 24 bits for a node, 22 for a leaf.
  return greatest < 2 ** 22 ? 'small' : 'large'
}

function packAs(form: EnsembleForm, ensemble: TreeEnsemble): CompiledEnsemble | undefined {
  const arena = createArena()
  const kernels = openEnsembleKernels(arena.memory)
  const { roots, outputs, treeGroup, singlePrecision } = ensemble
  const trees = roots.length - 1
  const table = arena.take(Int32Array, Math.max(1, trees * tableCells))
  const keys = form === 'small' ? packSmall(ensemble, kernels, arena, table) : packBySlots(form, ensemble, arena, table)
  if (keys === undefined) return undefined
  for (let t = 0; t < trees; t++) table[t * tableCells + 3] = treeGroup?.[t] ?? 0
  const features = [...new Set(keys.map((key) => key >> 2))]
  const layout: EnsembleLayout = {
    form,
    table: table.byteOffset,
    trees,
    slots: layOutSlots(keys, features, arena),
    slotCount: keys.length,
    features,
    outputs,
    wide: !singlePrecision,
    bytes: arena.bytes,
  }
  return {
    arena,
    kernels,
    layout,
    slotFeatures: Int32Array.from(keys, (key) => key >> 2),
    slotStandIns: Float32Array.from(keys, (key) => standIns[key & 3]!),
  }
}

function packBySlots(
  form: 'perfect' | 'large',
  ensemble: TreeEnsemble,
  arena: Arena,
  table: Int32Array,
): readonly number[] | undefined {
  const { threshold, missingLeft } = ensemble
  // Nothing is below -Infinity, not even what stands for a value that is missing and goes left.
  for (let i = 0; i < threshold.length; i++) {
    if (threshold[i] === Number.NEGATIVE_INFINITY && missingLeft[i] === 1) return undefined
  }
  const slots = findSlots(ensemble)
  if (slots === undefined) return undefined
  if (form === 'perfect') packPerfect(ensemble, slots, arena, table)
  else packLarge(ensemble, slots, arena, table)
  return slots.keys
}

/** What stands for a missing value: below all thresholds, above all, or itself. */
const standIns = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]

function layOutSlots(keys: readonly number[], features: readonly number[], arena: Arena): number {
  const cells = arena.take(Int32Array, Math.max(1, keys.length * 2))
  const singles = new Float32Array(cells.buffer, cells.byteOffset, cells.length)
  for (const [slot, key] of keys.entries()) {
    cells[2 * slot] = features.indexOf(key >> 2)
    singles[2 * slot + 1] = standIns[key & 3]!
  }
  return cells.byteOffset
}
