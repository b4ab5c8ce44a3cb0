export { closeTiles, largestDeviation, spreadColumn, tileColumn } from './lay-out'
export { scanNeighbors } from './scan-neighbors'
export { mergeLists, scanPairs } from './scan-pairs'
