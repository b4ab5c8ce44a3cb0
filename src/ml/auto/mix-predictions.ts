import type { JudgedRows } from './auto-data.ts'

/** The weighted mean of what several models say of some rows. O(models · rows · width). */
export function mixPredictions(
  predictions: readonly Float64Array[],
  weights: Float64Array,
  width: number,
  rows: Int32Array,
): Float64Array {
  const mixed = new Float64Array(rows.length * width)
  for (const [e, said] of predictions.entries()) {
    const weight = weights[e]!
    if (weight === 0) continue
    for (let i = 0; i < rows.length; i++) {
      for (let k = 0; k < width; k++) mixed[i * width + k]! += weight * said[rows[i]! * width + k]!
    }
  }
  return mixed
}

/** Some of the judged rows, by their places among them. */
export function someJudged({ target, sampleWeight, rows, folds }: JudgedRows, places: Int32Array): JudgedRows {
  return {
    rows: places.map((place) => rows[place]!),
    folds: places.map((place) => folds[place]!),
    target:
      target instanceof Float64Array
        ? Float64Array.from(places, (place) => target[place]!)
        : { classes: target.classes, codes: places.map((place) => target.codes[place]!) },
    sampleWeight: sampleWeight && Float64Array.from(places, (place) => sampleWeight[place]!),
  }
}
