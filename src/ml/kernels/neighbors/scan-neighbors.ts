import type { ScanNeighbors } from './neighbor-kernels.ts'

/**
 * The plain twin of `assembly/scan-neighbors.ts`: all exact distances, no preselection (`tiles`, `scale` and `margin` serve that
 * alone). Both keep the k nearest by (distance, index), so both give the same bits. O(queries · points · columns).
 */
export function scanNeighbors(buffer: ArrayBufferLike): ScanNeighbors {
  return (_tiles, _width, points, exact, numeric, nominal, mismatch, _scale, _margin, queries, from, to, k, ...out) => {
    const [indices, distances] = out
    const columns = numeric + nominal
    const values = new Float64Array(buffer, exact, points * columns)
    const rows = new Int32Array(buffer, queries, to)
    const nearest = new Int32Array(buffer, indices, to * k)
    const squared = new Float64Array(buffer, distances, to * k)
    for (let q = from; q < to; q++) {
      const own = rows[q]! * columns
      const first = q * k
      let kept = 0
      for (let point = 0; point < points; point++) {
        if (point === rows[q]) continue
        const other = point * columns
        let distance = 0
        for (let j = 0; j < numeric; j++) {
          const difference = values[other + j]! - values[own + j]!
          distance += difference * difference
        }
        for (let j = numeric; j < columns; j++) if (values[other + j] !== values[own + j]) distance += mismatch
        // A later point goes behind one that is equally far.
        if (kept === k && !(distance < squared[first + k - 1]!)) continue
        let place = kept < k ? kept++ : k - 1
        for (; place > 0 && squared[first + place - 1]! > distance; place--) {
          nearest[first + place] = nearest[first + place - 1]!
          squared[first + place] = squared[first + place - 1]!
        }
        nearest[first + place] = point
        squared[first + place] = distance
      }
    }
  }
}
