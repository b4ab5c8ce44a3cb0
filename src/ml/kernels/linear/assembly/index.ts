/**
 * Passes over the rows of linear models, two rows a vector. What the arguments are, and how a block lies, stands in
 * `../linear-kernels.ts`; the plain twins beside it give the same bits.
 */
export { addBlocks } from './add-blocks'
export { addGradient } from './add-gradient'
export { addGram } from './add-gram'
export { countCodes } from './count-codes'
export { curvePair } from './curve-pair'
export { judgeMany } from './judge-many'
export { judgeTwo } from './judge-two'
export { loadRows32, loadRows64 } from './load-rows'
export { scoreRows } from './score-rows'
export { sumColumn32, sumColumn64 } from './sum-column'
export { weighRows } from './weigh-rows'
