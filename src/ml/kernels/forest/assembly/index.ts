/**
 * Kernels of exact trees. What each does is told beside its twin in plain TypeScript, in the folder above; places in the
 * sheet are those of `../sheet.ts`. Sums are whole numbers, also where they are doubles: their order does not matter.
 */

export { rankColumn } from './rank-column'
export { searchDrawn } from './search-drawn'
export { searchPacked } from './search-packed'
export { searchWide } from './search-wide'
export { sortRows } from './sort-rows'
export { splitRows } from './split-rows'
export { weighNode } from './weigh-node'
