/**
 * Sums of absolute errors about the weighted median, as rows come in one by one. Rows are known by their place in the
 * order of their targets; two Fenwick trees hold the weights and weighted targets that are in. O(log n) a row.
 *
 * With the median m, the weights W₋ and weighted targets Q₋ up to it and all of them, W and Q, the sum is
 * `Q - 2 Q₋ - m (W - 2 W₋)`.
 *
 * Source: Fenwick, "A new data structure for cumulative frequency tables", Software 24 (1994) 327-336.
 */
export class MedianErrors {
  readonly #weights: Float64Array
  readonly #sums: Float64Array
  readonly #targets: Float64Array
  #weight = 0
  #sum = 0

  /** @param targets ascending, in the unit of `sum / weight` of what is added */
  constructor(targets: Float64Array) {
    this.#targets = targets
    this.#weights = new Float64Array(targets.length + 1)
    this.#sums = new Float64Array(targets.length + 1)
  }

  add(place: number, weight: number, sum: number): void {
    this.#weight += weight
    this.#sum += sum
    for (let i = place + 1; i < this.#weights.length; i += i & -i) {
      this.#weights[i]! += weight
      this.#sums[i]! += sum
    }
  }

  /** The sum of absolute errors of what is in. Any median gives the same: the lower one is taken. */
  get error(): number {
    let at = 0
    let weight = 0
    let sum = 0
    for (let step = 1 << (31 - Math.clz32(this.#targets.length)); step > 0; step >>>= 1) {
      const next = at + step
      // The last place before the weights reach half.
      if (next < this.#weights.length && 2 * (weight + this.#weights[next]!) < this.#weight) {
        at = next
        weight += this.#weights[next]!
        sum += this.#sums[next]!
      }
    }
    return this.#sum - 2 * sum - this.#targets[at]! * (this.#weight - 2 * weight)
  }
}
