/**
 * The kernels of gradient boosting. What each does, and why so, is said at its twin: the file of the same name beside
 * this folder. Places in memory are byte offsets.
 */

export { addHistogram } from './add-histogram'
export { addLeafValue } from './add-leaf-value'
export { addSplitValues } from './add-split-values'
export { binColumn } from './bin-column'
export { countUp } from './count-up'
export { findSplits } from './find-splits'
export { logisticGradients } from './logistic-gradients'
export { addTo, clear, subtractFrom } from './merge-histograms'
export { partitionRows } from './partition-rows'
export { softprobGradients } from './softprob-gradients'
export { sortColumn } from './sort-column'
