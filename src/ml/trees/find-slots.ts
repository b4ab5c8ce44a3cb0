import type { TreeEnsemble } from './tree-ensemble.ts'

/** The columns of tiles that an ensemble needs: one for each feature and way that its missing values go. */
export interface Slots {
  /** The slot of each node; 0 for leaves. */
  readonly ofNode: Uint16Array
  /** Feature times 4, plus what stands for missing values. */
  readonly keys: readonly number[]
}

/**
 * Slots in the order of the nodes that need them. O(nodes).
 * @returns undefined where there are too many to be counted in 16 bits
 */
export function findSlots({ feature, missingLeft, categories }: TreeEnsemble): Slots | undefined {
  const ofNode = new Uint16Array(feature.length)
  // An array with holes: a map would take half of the time of all packing.
  const places: number[] = []
  const keys: number[] = []
  for (let i = 0; i < feature.length; i++) {
    if (feature[i]! < 0) continue
    const key = feature[i]! * 4 + (categories !== undefined && categories.begin[i]! >= 0 ? 2 : missingLeft[i]!)
    let place = places[key]
    if (place === undefined) {
      place = keys.length
      places[key] = place
      keys.push(key)
    }
    ofNode[i] = place
  }
  if (keys.length > 0xffff) return undefined
  return { ofNode, keys }
}
