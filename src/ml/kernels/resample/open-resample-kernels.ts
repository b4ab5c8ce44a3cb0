import { resampleWasm } from '../../generated/resample-wasm.ts'
import type { SharedMemory } from '../../threads/shared-memory.ts'
import { countCodes } from '../linear/count-codes.ts'
import { openKernels } from '../open-kernels.ts'
import { drawPairs } from './draw-pairs.ts'
import { mixColumns } from './mix-columns.ts'
import { pickRows } from './pick-rows.ts'
import type { ResampleKernels } from './resample-kernels.ts'
import { rowsOfClass } from './rows-of-class.ts'

/** The kernels of resampling, opened on a memory, or their twins. */
export function openResampleKernels(memory: SharedMemory): ResampleKernels {
  return openKernels(memory, resampleWasm, (buffer) => ({
    countCodes: countCodes(new Float64Array(buffer), new Int32Array(buffer)),
    drawPairs: drawPairs(buffer),
    rowsOfClass: rowsOfClass(buffer),
    pickRows: pickRows(buffer),
    mixDoubles: mixColumns(buffer, Float64Array),
    mixSingles: mixColumns(buffer, Float32Array),
  }))
}
