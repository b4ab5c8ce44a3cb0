import { linearWasm } from '../../generated/linear-wasm.ts'
import type { SharedMemory } from '../../threads/shared-memory.ts'
import { openKernels } from '../open-kernels.ts'
import { addBlocks } from './add-blocks.ts'
import { addGradient } from './add-gradient.ts'
import { addGram } from './add-gram.ts'
import { countCodes } from './count-codes.ts'
import { curvePair } from './curve-pair.ts'
import { judgeMany } from './judge-many.ts'
import { judgeTwo } from './judge-two.ts'
import type { LinearKernels } from './linear-kernels.ts'
import { loadRows } from './load-rows.ts'
import { scoreRows } from './score-rows.ts'
import { sumColumn } from './sum-column.ts'
import { weighRows } from './weigh-rows.ts'

/** The kernels of linear models, opened on a memory; their twins where kernels cannot be used. */
export function openLinearKernels(memory: SharedMemory): LinearKernels {
  return openKernels(memory, linearWasm, openLinearTwins)
}

/** The plain TypeScript twins: the same arguments, the same order of operations, the same bits. */
export function openLinearTwins(buffer: ArrayBufferLike): LinearKernels {
  const doubles = new Float64Array(buffer)
  const singles = new Float32Array(buffer)
  const wholes = new Int32Array(buffer)
  const kernels = {
    countCodes: countCodes(doubles, wholes),
    weighRows: weighRows(doubles, wholes),
    sumColumn32: sumColumn(singles),
    sumColumn64: sumColumn(doubles),
    loadRows32: loadRows(singles, doubles),
    loadRows64: loadRows(doubles, doubles),
    scoreRows: scoreRows(doubles),
    judgeTwo: judgeTwo(doubles, wholes),
    judgeMany: judgeMany(doubles, wholes),
    curvePair: curvePair(doubles),
    addGradient: addGradient(doubles),
    addGram: addGram(doubles),
  }
  return { ...kernels, addBlocks: addBlocks(wholes, doubles, kernels) }
}
