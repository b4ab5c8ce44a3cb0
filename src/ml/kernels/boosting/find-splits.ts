/**
 * The best split of a node among some features without constraints: the greatest `G_L² / (H_L + λ) + G_R² / (H_R + λ)`
 * over all bins and both ways of missing rows, on one denominator. Of equal splits the first: the lower feature, then missing to the right,
 * then the lower bin. All sums are in units of the gradients' scales, and so are `lambda`, `minChildWeight` and the gain.
 *
 * Source: XGBoost, `src/tree/hist/evaluate_splits.h`. O(features · bins). Bins without rows are skipped: in a small node
 * most are, and cutting behind them parts no rows.
 *
 * @param from the first feature, `to` the one behind the last
 * @param scanned one byte a feature: 0 leaves it out
 * @param binCounts bins of each feature, 4 bytes each; without the bin of missing values
 * @param gradient sum of the node; so is `hessian`
 * @param minChildWeight least hessian of each side; above 0
 * @param found 6 doubles: gain (-Infinity when there is no split), feature, last bin that goes left, 1 when missing rows
 *   go left, gradient and hessian of the left side
 */
export function findSplits(buffer: ArrayBufferLike) {
  const bytes = new Uint8Array(buffer)
  const wholes = new Int32Array(buffer, 0, buffer.byteLength >> 2)
  const doubles = new Float64Array(buffer, 0, buffer.byteLength >> 3)
  return (
    histogram: number,
    binBytes: number,
    from: number,
    to: number,
    scanned: number,
    binCounts: number,
    missingBin: number,
    gradient: number,
    hessian: number,
    lambda: number,
    minChildWeight: number,
    found: number,
  ): void => {
    let best = Number.NEGATIVE_INFINITY
    for (let feature = from; feature < to; feature++) {
      if (bytes[scanned + feature] === 0) continue
      const start = (histogram + feature * binBytes) / 8
      const count = wholes[(binCounts >>> 2) + feature]!
      const missing = start + 2 * missingBin
      const passes = doubles[missing + 1] === 0 ? 1 : 2
      for (let pass = 0; pass < passes; pass++) {
        let g = pass === 0 ? 0 : doubles[missing]!
        let h = pass === 0 ? 0 : doubles[missing + 1]!
        for (let bin = 0; bin < count; bin++) {
          const at = start + 2 * bin
          if (doubles[at + 1] === 0) continue
          g += doubles[at]!
          h += doubles[at + 1]!
          if (h < minChildWeight) continue
          const rightG = gradient - g
          const rightH = hessian - h
          if (rightH < minChildWeight) break
          const a = h + lambda
          const b = rightH + lambda
          const gain = (g * g * b + rightG * rightG * a) / (a * b)
          if (!(gain > best)) continue
          best = gain
          doubles.set([gain, feature, bin, pass, g, h], found / 8)
        }
      }
    }
    if (best === Number.NEGATIVE_INFINITY) doubles[found / 8] = best
  }
}
