/** A parameter that was searched, for charts that set several side by side. */
export interface SearchAxis {
  readonly name: string
  /** What stands at the ends, or at each value where they can be counted on one hand; places are from 0 to 1. */
  readonly ticks: readonly { readonly place: number; readonly label: string }[]
}

/** A trial by its places on the axes; a parameter that it does not have is absent. */
export interface PlacedTrial {
  readonly number: number
  readonly places: Readonly<Record<string, number>>
  /** Values as they are, for reading. */
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}
