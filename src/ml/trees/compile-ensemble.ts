import { type EnsembleKernels, openEnsembleKernels } from '../kernels/ensemble/ensemble-kernels.ts'
import { type Arena, createArena } from '../threads/arena.ts'
import type { EnsembleForm, EnsembleLayout } from './ensemble-layout.ts'
import { ceilSingle } from './single-precision.ts'
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
const tableCells = 4

/**
 * Packs an ensemble for the kernels, in the tightest form that gives the same leaves. O(nodes).
 * @param singles whether all features are singles. Then thresholds are rounded up to singles: for a single x, `x < t` and
 *   `x < ceilSingle(t)` are the same
 * @returns undefined where no form can hold it
 */
export function compileEnsemble(ensemble: TreeEnsemble, singles: boolean): CompiledEnsemble | undefined {
  const form = chooseForm(ensemble, singles || ensemble.singlePrecision)
  const slots = findSlots(ensemble)
  // Nothing is below -Infinity, not even what stands for a value that is missing and goes left.
  if (slots === undefined) return undefined
  for (let i = 0; i < ensemble.threshold.length; i++) {
    if (ensemble.threshold[i] === Number.NEGATIVE_INFINITY && ensemble.missingLeft[i] === 1) return undefined
  }
  const chosen = form === 'small' && slots.keys.length > 256 ? 'large' : form
  return pack(ensemble, chosen, slots)
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

function treeDepths({ roots, feature, left }: TreeEnsemble): number[] {
  const depth = new Int32Array(feature.length)
  const depths: number[] = []
  for (let t = 0; t + 1 < roots.length; t++) {
    let deepest = 0
    for (let i = roots[t]!; i < roots[t + 1]!; i++) {
      if (feature[i]! >= 0) depth[left[i]!] = depth[left[i]! + 1] = depth[i]! + 1
      else deepest = Math.max(deepest, depth[i]!)
    }
    depths.push(deepest)
  }
  return depths
}

interface Slots {
  /** The slot of each node; 0 for leaves. */
  readonly ofNode: Uint16Array
  /** Feature times 4, plus what stands for missing values. */
  readonly keys: readonly number[]
  readonly features: readonly number[]
}

/** What stands for a missing value: below all thresholds, above all, or itself. */
const standIns = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]

function findSlots({ feature, missingLeft, categories }: TreeEnsemble): Slots | undefined {
  const ofNode = new Uint16Array(feature.length)
  // An array with holes: a map would take half of the time of all packing.
  const places: number[] = []
  const keys: number[] = []
  for (let i = 0; i < feature.length; i++) {
    if (feature[i]! < 0) continue
    const key = feature[i]! * 4 + (categories !== undefined && categories.begin[i]! >= 0 ? 2 : missingLeft[i]!)
    let place = places[key]
    if (place === undefined) {
      place = keys.length
      places[key] = place
      keys.push(key)
    }
    ofNode[i] = place
  }
  if (keys.length > 0xffff) return undefined
  return { ofNode, keys, features: [...new Set(keys.map((key) => key >> 2))] }
}

function pack(ensemble: TreeEnsemble, form: EnsembleForm, slots: Slots): CompiledEnsemble {
  const { roots, outputs, treeGroup, singlePrecision } = ensemble
  const arena = createArena()
  const trees = roots.length - 1
  const table = arena.take(Int32Array, Math.max(1, trees * tableCells))
  const slotTable = arena.take(Int32Array, Math.max(1, slots.keys.length * 2))
  const standInTable = new Float32Array(arena.memory.buffer, slotTable.byteOffset, slotTable.length)
  for (const [slot, key] of slots.keys.entries()) {
    slotTable[2 * slot] = slots.features.indexOf(key >> 2)
    standInTable[2 * slot + 1] = standIns[key & 3]!
  }
  if (form === 'perfect') packPerfect(ensemble, slots, arena, table)
  else packPointed(ensemble, form, slots, arena, table)
  for (let t = 0; t < trees; t++) table[t * tableCells + 3] = treeGroup?.[t] ?? 0
  const layout: EnsembleLayout = {
    form,
    table: table.byteOffset,
    trees,
    slots: slotTable.byteOffset,
    slotCount: slots.keys.length,
    features: slots.features,
    outputs,
    wide: !singlePrecision,
    bytes: arena.bytes,
  }
  return {
    arena,
    kernels: openEnsembleKernels(arena.memory),
    layout,
    slotFeatures: Int32Array.from(slots.keys, (key) => key >> 2),
    slotStandIns: Float32Array.from(slots.keys, (key) => standIns[key & 3]!),
  }
}

function packPerfect(ensemble: TreeEnsemble, slots: Slots, arena: Arena, table: Int32Array): void {
  const { roots, feature, threshold, left, values } = ensemble
  const depths = treeDepths(ensemble)
  const all = depths.reduce((sum, depth) => sum + 2 ** depth, 0)
  const nodes = arena.take(Int32Array, 2 * all)
  const thresholds = new Float32Array(nodes.buffer, nodes.byteOffset, nodes.length)
  const leaves = arena.take(Float32Array, all)
  /** The number of a node in the perfect tree: 1 for the root, 2n and 2n + 1 for the children of n. */
  const place = new Int32Array(feature.length)
  let from = 0
  for (const [t, depth] of depths.entries()) {
    const size = 2 ** depth
    table.set([nodes.byteOffset + from * 8, leaves.byteOffset + from * 4, depth], t * tableCells)
    place[roots[t]!] = 1
    for (let i = roots[t]!; i < roots[t + 1]!; i++) {
      const n = place[i]!
      if (feature[i]! >= 0) {
        thresholds[(from + n) * 2] = threshold[i]!
        nodes[(from + n) * 2 + 1] = slots.ofNode[i]! * 32
        place[left[i]!] = 2 * n
        place[left[i]! + 1] = 2 * n + 1
      } else {
        // A leaf above the last level stands for all below it, whichever way a row takes there.
        const below = size >> (31 - Math.clz32(n))
        leaves.fill(values[left[i]!]!, from + n * below - size, from + (n + 1) * below - size)
      }
    }
    from += size
  }
}

function packPointed(ensemble: TreeEnsemble, form: EnsembleForm, slots: Slots, arena: Arena, table: Int32Array): void {
  const { roots, feature, threshold, left, values, outputs, missingLeft, categories, singlePrecision } = ensemble
  const small = form === 'small'
  const cells = small ? 2 : 4
  const nodes = arena.take(Int32Array, Math.max(1, cells * feature.length))
  const thresholds = small
    ? new Float32Array(nodes.buffer, nodes.byteOffset, nodes.length)
    : new Float64Array(nodes.buffer, nodes.byteOffset, nodes.length >> 1)
  let leafCount = 0
  for (let i = 0; i < feature.length; i++) if (feature[i]! < 0) leafCount++
  const room = Math.max(1, leafCount * outputs)
  const packed = singlePrecision ? arena.take(Float32Array, room) : arena.take(Float64Array, room)
  const words = arena.take(Int32Array, Math.max(1, categories?.words.length ?? 0))
  if (categories !== undefined) words.set(categories.words)
  let leaf = 0
  for (let t = 0; t + 1 < roots.length; t++) {
    const root = roots[t]!
    const firstLeaf = leaf
    table[t * tableCells] = nodes.byteOffset + root * cells * 4
    table[t * tableCells + 1] = packed.byteOffset + leaf * outputs * packed.BYTES_PER_ELEMENT
    for (let i = root; i < roots[t + 1]!; i++) {
      const at = i * cells
      const isLeaf = feature[i]! < 0
      const child = isLeaf ? i - root : left[i]! - root
      if (isLeaf) {
        const number = leaf - firstLeaf
        if (small) nodes[at] = 0x7fc00000 | number
        else nodes.set([number, 0x7ff80000], at)
        for (let k = 0; k < outputs; k++) packed[leaf * outputs + k] = values[left[i]! * outputs + k]!
        leaf++
      } else if (categories !== undefined && categories.begin[i]! >= 0) {
        nodes[at] = words.byteOffset + categories.begin[i]! * 4
        nodes[at + 1] = categories.length[i]!
      } else if (small) thresholds[at] = ceilSingle(threshold[i]!)
      else thresholds[at >> 1] = threshold[i]!
      if (small) nodes[at + 1] = (child << 8) | slots.ofNode[i]!
      else {
        const categorical = categories !== undefined && categories.begin[i]! >= 0
        nodes[at + 2] = slots.ofNode[i]! * 64 + (categorical ? 1 + 2 * missingLeft[i]! : 0)
        nodes[at + 3] = child
      }
    }
  }
}
