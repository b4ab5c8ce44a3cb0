import type { Labels } from 'millrace'

/** The two groups of a facet, by their names for reading. */
export interface Groups {
  readonly facet: string
  readonly favoured: string
  readonly disfavoured: string
}

export function nameGroups(
  facet: string,
  values: readonly string[],
  disfavoured: readonly string[],
  labels: Readonly<Record<string, string>>,
): Groups {
  const name = (part: readonly string[]) => part.map((value) => labels[value] ?? value).join(' or ')
  return {
    facet,
    disfavoured: name(disfavoured),
    favoured: name(values.filter((value) => !disfavoured.includes(value))),
  }
}

/** Rows and share of positive outcomes, in the favoured group `a` and the disfavoured group `d`. */
export interface Rates {
  readonly a: { readonly rows: number; readonly positive: number }
  readonly d: { readonly rows: number; readonly positive: number }
}

export function positiveRates(
  outcome: Labels,
  facet: Labels,
  positive: readonly string[],
  disfavoured: readonly string[],
): Rates {
  const counts = { a: { rows: 0, positive: 0 }, d: { rows: 0, positive: 0 } }
  facet.codes.forEach((code, i) => {
    const group = disfavoured.includes(facet.classes[code] as string) ? counts.d : counts.a
    group.rows += 1
    if (positive.includes(outcome.classes[outcome.codes[i] as number] as string)) group.positive += 1
  })
  return counts
}
