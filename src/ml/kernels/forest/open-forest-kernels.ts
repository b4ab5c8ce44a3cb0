import { forestWasm } from '../../generated/forest-wasm.ts'
import type { SharedMemory } from '../../threads/shared-memory.ts'
import { openKernels } from '../open-kernels.ts'
import { type MemoryViews, viewMemory } from './memory-views.ts'
import { rankColumn } from './rank-column.ts'
import { searchDrawn } from './search-drawn.ts'
import { searchPacked } from './search-packed.ts'
import { searchWide } from './search-wide.ts'
import { sortRows } from './sort-rows.ts'
import { splitRows } from './split-rows.ts'
import { weighNode } from './weigh-node.ts'

/** Kernels of exact trees; each is told of in the file of its twin. `sheet` is the byte offset of a thread's sheet. */
export interface ForestKernels {
  weighNode(sheet: number, start: number, end: number): void
  searchPacked(sheet: number, start: number, end: number, from: number, to: number): number
  searchWide(sheet: number, start: number, end: number, from: number, to: number): number
  searchDrawn(sheet: number, start: number, end: number, from: number, to: number): number
  splitRows(sheet: number, start: number, end: number): number
  sortRows(sheet: number, start: number, end: number, feature: number): number
  rankColumn(
    values: number,
    rows: number,
    ranks: number,
    columns: number,
    keys: number,
    spare: number,
    counters: number,
  ): number
}

export function openForestKernels(memory: SharedMemory): ForestKernels {
  return openKernels(memory, forestWasm, forestTwins)
}

/** The twins in plain TypeScript, with the kernels' signatures. */
export function forestTwins(buffer: ArrayBufferLike): ForestKernels {
  const views = viewMemory(buffer)
  const on =
    <A extends number[], R>(twin: (memory: MemoryViews, ...numbers: A) => R) =>
    (...numbers: A) =>
      twin(views, ...numbers)
  return {
    weighNode: on(weighNode),
    searchPacked: on(searchPacked),
    searchWide: on(searchWide),
    searchDrawn: on((memory, sheet, start, end, from, to) => searchDrawn(memory, sheet, start, end, from, to)),
    splitRows: on(splitRows),
    sortRows: on(sortRows),
    rankColumn: on(rankColumn),
  }
}
