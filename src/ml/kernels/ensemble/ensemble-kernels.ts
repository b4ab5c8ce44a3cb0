import { ensembleWasm } from '../../generated/ensemble-wasm.ts'
import type { SharedMemory } from '../../threads/shared-memory.ts'
import { openKernels } from '../open-kernels.ts'

/**
 * The kernels that predict with tree ensembles. All places are byte offsets. Their oracle, and what works where kernels
 * cannot, is `sumLeavesPlainly`, to the last bit.
 *
 * **Table**: 16 bytes a tree: where its nodes begin, where its values begin, its depth, the first sum that it adds to.
 *
 * **Tile**: rows in groups of 8, in a group slot after slot, in a slot 8 values. A slot is a column in which missing
 * values have become what sends them the right way (see `fillTile32`), so that a step is one comparison and no question.
 * Columns whose missing values go both ways have two slots.
 *
 * **Nodes** in three forms:
 * - perfect, for boosting: every tree filled up to its full depth. 8 bytes: threshold (f32), offset of the slot in a group;
 *   node 1 is the root, n has the children 2n and 2n + 1, and no pointers. Then the leaves' values, 2^depth singles.
 * - small, for forests on singles: 8 bytes: threshold (f32), slot in the lower 8 bits, left child in the upper 24.
 * - large, for doubles and categories: 16 bytes: threshold (f64), offset of the slot in a group, left child. The offset's
 *   lowest bit marks a categorical node, the next one says that missing values go left; for the threshold it has the
 *   place and the number of the words of its set.
 *
 * A leaf of the last two forms has NaN for a threshold, which holds the leaf's number, and itself for a left child.
 */
export interface EnsembleKernels {
  fillTile32(
    raw: number,
    columnBytes: number,
    first: number,
    groups: number,
    slots: number,
    slotCount: number,
    tile: number,
  ): void
  fillTile64: EnsembleKernels['fillTile32']
  startSums32(sums: number, rows: number, base: number, width: number): void
  startSums64: EnsembleKernels['startSums32']
  sumPerfect(
    table: number,
    trees: number,
    tile: number,
    groups: number,
    groupBytes: number,
    sums: number,
    width: number,
  ): void
  sumSmall(
    table: number,
    trees: number,
    tile: number,
    groups: number,
    groupBytes: number,
    sums: number,
    width: number,
    outputs: number,
    wide: number,
  ): void
  /**
   * Packs a tree in the small form; see `assembly/pack-small.ts`.
   * @returns 0, or 1 where that form cannot hold it
   */
  packSmall(
    feature: number,
    threshold: number,
    left: number,
    missingLeft: number,
    count: number,
    root: number,
    firstLeaf: number,
    slotOf: number,
    keys: number,
    nodes: number,
  ): number
  sumLarge: EnsembleKernels['sumSmall']
  /** Perfect trees, for the row in the first lane of one group. */
  sumRow(table: number, trees: number, row: number, sums: number): void
}

/** Only on a memory that kernels can use. */
export function openEnsembleKernels(memory: SharedMemory): EnsembleKernels {
  return openKernels<EnsembleKernels>(memory, ensembleWasm, () => {
    throw new TypeError('ensembles have no kernels here: sumLeavesPlainly works without')
  })
}
