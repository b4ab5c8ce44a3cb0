/**
 * Prediction of tree ensembles. The layouts of nodes, tiles and sums, and why they are so, stand in
 * `../ensemble-kernels.ts`; what comes out is what `../../../trees/sum-leaves-plainly.ts` gives, bit by bit.
 */
export { fillTile32, fillTile64 } from './fill-tile'
export { packSmall } from './pack-small'
export { startSums32, startSums64 } from './start-sums'
export { sumLarge } from './sum-large'
export { sumPerfect } from './sum-perfect'
export { sumRow } from './sum-row'
export { sumSmall } from './sum-small'
