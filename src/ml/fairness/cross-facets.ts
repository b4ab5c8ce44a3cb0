import type { Labels } from '../../base/matrix.ts'
import { requireLabels } from '../checks.ts'

/**
 * The intersections of several facets as one: rows of `Female` and `Black` are the group `Female, Black`. Only combinations that occur are groups,
 * in the order of the facets' own values. A model may treat women and Black people as it treats others, and Black women worse (Crenshaw, 1989).
 *
 * O(rows · facets).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL
 * @example crossFacets([sex, race]).classes // ['Female, Black', 'Female, White', 'Male, Black', 'Male, White']
 */
export function crossFacets(facets: readonly Labels[]): Labels {
  const rows = facets[0]?.codes.length ?? 0
  for (const facet of facets) requireLabels(facet, rows)
  const keys = Float64Array.from({ length: rows }, (_, i) =>
    facets.reduce((key, { classes, codes }) => key * classes.length + codes[i]!, 0),
  )
  const occurring = [...new Set(keys)].sort((a, b) => a - b)
  const codeOf = new Map(occurring.map((key, code) => [key, code]))
  const classes = occurring.map((key) => {
    let rest = key
    const names: string[] = []
    for (const { classes } of [...facets].reverse()) {
      names.unshift(classes[rest % classes.length]!)
      rest = Math.floor(rest / classes.length)
    }
    return names.join(', ')
  })
  return { classes, codes: Int32Array.from(keys, (key) => codeOf.get(key)!) }
}
