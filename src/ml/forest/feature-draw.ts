import type { Random } from '../../base/random.ts'

/**
 * Draws features for a split without replacement, one by one: a Fisher-Yates shuffle that goes no further than it must.
 * It starts from the order that the last node left, which is as good as any.
 */
export class FeatureDraw {
  readonly features: Uint32Array
  #drawn = 0

  /** @param features all of them; drawn ones come to the front */
  constructor(features: Uint32Array) {
    this.features = features
  }

  /** The order of a tree's first node does not depend on the tree before. */
  reset(): void {
    for (let j = 0; j < this.features.length; j++) this.features[j] = j
  }

  begin(): void {
    this.#drawn = 0
  }

  get done(): boolean {
    return this.#drawn === this.features.length
  }

  /** The next feature, which now is number `#drawn - 1` of the list. */
  next(random: Random): number {
    const { features } = this
    const at = this.#drawn + random.integer(features.length - this.#drawn)
    const feature = features[at]!
    features[at] = features[this.#drawn]!
    features[this.#drawn++] = feature
    return feature
  }

  get drawn(): number {
    return this.#drawn
  }
}
