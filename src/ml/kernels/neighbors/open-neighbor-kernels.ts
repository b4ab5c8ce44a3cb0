import { neighborsWasm } from '../../generated/neighbors-wasm.ts'
import type { SharedMemory } from '../../threads/shared-memory.ts'
import { openKernels } from '../open-kernels.ts'
import { layOutColumns } from './lay-out-columns.ts'
import type { NeighborKernels } from './neighbor-kernels.ts'
import { scanNeighbors } from './scan-neighbors.ts'
import { mergeLists, scanPairs } from './scan-pairs.ts'

/** The kernels of nearest neighbours, opened on a memory, or their twins. */
export function openNeighborKernels(memory: SharedMemory): NeighborKernels {
  return openKernels(memory, neighborsWasm, (buffer) => ({
    ...layOutColumns(buffer),
    scanNeighbors: scanNeighbors(buffer),
    scanPairs: scanPairs(buffer),
    mergeLists: mergeLists(buffer),
  }))
}
