import type { EnsembleKernels } from '../kernels/ensemble/ensemble-kernels.ts'

/** How the nodes of an ensemble lie in memory: see `ensemble-kernels.ts`. */
export type EnsembleForm = 'perfect' | 'small' | 'large'

/** Cells of a tree in the table. */
export const tableCells = 4

/** Where a compiled ensemble lies in its memory: plain numbers, which threads are told. */
export interface EnsembleLayout {
  readonly form: EnsembleForm
  readonly table: number
  readonly trees: number
  /** What each slot is made of, 8 bytes a slot. */
  readonly slots: number
  readonly slotCount: number
  /** The features that slots are made of, in the order of the raw columns. */
  readonly features: readonly number[]
  readonly outputs: number
  /** Whether sums are doubles. */
  readonly wide: boolean
  /** Bytes of all nodes and values. */
  readonly bytes: number
}

/** Bytes of a value of a raw column and a tile. */
export function valueBytes({ form }: EnsembleLayout): 4 | 8 {
  return form === 'large' ? 8 : 4
}

/** Rows of raw columns that are to be summed, and where to. */
export interface BlockOfRows {
  readonly raw: number
  /** From one raw column to the next. */
  readonly columnBytes: number
  /** The first row, a multiple of 8. */
  readonly first: number
  /** Rows from there; beyond them there is room up to a multiple of 8. */
  readonly rows: number
  readonly tile: number
  /** Where the sums of row 0 lie. */
  readonly sums: number
  readonly base: number
  readonly width: number
}

/** Fills the tile and adds the leaves of all trees for one block of rows. */
export function sumBlock(kernels: EnsembleKernels, layout: EnsembleLayout, block: BlockOfRows): void {
  const { form, table, trees, slots, slotCount, outputs } = layout
  const { raw, columnBytes, first, rows, tile, base, width } = block
  const groups = Math.ceil(rows / 8)
  const groupBytes = slotCount * 8 * valueBytes(layout)
  const wide = layout.wide ? 1 : 0
  const sums = block.sums + first * width * (4 << wide)
  if (form === 'large') kernels.fillTile64(raw, columnBytes, first, groups, slots, slotCount, tile)
  else kernels.fillTile32(raw, columnBytes, first, groups, slots, slotCount, tile)
  if (layout.wide) kernels.startSums64(sums, groups * 8, base, width)
  else kernels.startSums32(sums, groups * 8, base, width)
  if (form === 'perfect') kernels.sumPerfect(table, trees, tile, groups, groupBytes, sums, width)
  else if (form === 'small') kernels.sumSmall(table, trees, tile, groups, groupBytes, sums, width, outputs, wide)
  else kernels.sumLarge(table, trees, tile, groups, groupBytes, sums, width, outputs, wide)
}
