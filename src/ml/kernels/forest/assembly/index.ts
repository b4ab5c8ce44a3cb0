/**
 * Kernels of exact trees. What each does is told beside its twin in plain TypeScript, in the folder above; places in the
 * sheet are those of `../sheet.ts`. Sums are whole numbers, also where they are doubles: their order does not matter.
 */
export { weighNode } from './weigh-node'
export { searchPacked } from './search-packed'
export { searchWide } from './search-wide'
export { measureFeature, scoreCut } from './cut'
export { splitRows } from './split-rows'
export { sortRows } from './sort-rows'
export { rankColumn } from './rank-column'
