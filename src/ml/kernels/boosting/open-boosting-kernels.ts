import { boostingWasm } from '../../generated/boosting-wasm.ts'
import type { SharedMemory } from '../../threads/shared-memory.ts'
import { openKernels } from '../open-kernels.ts'
import { addHistogram } from './add-histogram.ts'
import { addLeafValue } from './add-leaf-value.ts'
import { addSplitValues } from './add-split-values.ts'
import { binColumn } from './bin-column.ts'
import { countUp } from './count-up.ts'
import { findSplits } from './find-splits.ts'
import { logisticGradients } from './logistic-gradients.ts'
import { addTo, clear, subtractFrom } from './merge-histograms.ts'
import { partitionRows } from './partition-rows.ts'
import { softprobGradients } from './softprob-gradients.ts'
import { sortColumn } from './sort-column.ts'

/** What boosting does with every row or every bin. All places are byte offsets in the memory. */
export interface BoostingKernels {
  sortColumn: ReturnType<typeof sortColumn>
  countUp: ReturnType<typeof countUp>
  addSplitValues: ReturnType<typeof addSplitValues>
  binColumn: ReturnType<typeof binColumn>
  logisticGradients: ReturnType<typeof logisticGradients>
  softprobGradients: ReturnType<typeof softprobGradients>
  addHistogram: ReturnType<typeof addHistogram>
  addTo: ReturnType<typeof addTo>
  subtractFrom: ReturnType<typeof subtractFrom>
  clear: ReturnType<typeof clear>
  findSplits: ReturnType<typeof findSplits>
  partitionRows: ReturnType<typeof partitionRows>
  addLeafValue: ReturnType<typeof addLeafValue>
}

/** The kernels on a memory that grows no more; their twins where kernels cannot be used. */
export function openBoostingKernels(memory: SharedMemory): BoostingKernels {
  return openKernels(memory, boostingWasm, openBoostingTwins)
}

/** The plain TypeScript twins: the same arguments, the same bits. */
export function openBoostingTwins(buffer: ArrayBufferLike): BoostingKernels {
  return {
    sortColumn: sortColumn(buffer),
    countUp: countUp(buffer),
    addSplitValues: addSplitValues(buffer),
    binColumn: binColumn(buffer),
    logisticGradients: logisticGradients(buffer),
    softprobGradients: softprobGradients(buffer),
    addHistogram: addHistogram(buffer),
    addTo: addTo(buffer),
    subtractFrom: subtractFrom(buffer),
    clear: clear(buffer),
    findSplits: findSplits(buffer),
    partitionRows: partitionRows(buffer),
    addLeafValue: addLeafValue(buffer),
  }
}
