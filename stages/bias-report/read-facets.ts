import { type Labels, MillraceError, type Table } from 'millrace'
import { crossFacets, intervalLabels } from 'millrace/ml'
import type { FacetSpec } from './params.ts'

/** One group against all others, by its values and by its name for reading. */
export interface Comparison {
  readonly group: string
  readonly favoured: string
  readonly values: readonly string[]
}

export interface ReadFacet {
  readonly name: string
  readonly labels: Labels
  readonly comparisons: readonly Comparison[]
}

export interface FacetReading {
  /** Names for reading, by value. */
  readonly names: Readonly<Record<string, string>>
  readonly sign: 'documented' | 'code'
}

/** What a missing value of a facet is called: a group like others. */
const missing = 'missing'

/**
 * The groups of a table's rows by one facet, and who is compared with whom.
 * @throws E_TABLE_COLUMN; E_FACET for a column without values, with one group only, or a group that does not occur
 */
export async function readFacet(
  rows: Table,
  name: string,
  { columns = name, disfavoured, threshold }: FacetSpec,
  { names, sign }: FacetReading,
): Promise<ReadFacet> {
  const [first = name, ...others] = [columns].flat()
  if (threshold !== undefined) {
    const labels = intervalLabels(`values of ${first}`, await rows.values(first), { above: threshold })
    const side = disfavoured ?? (sign === 'code' ? 'above' : 'below')
    if (side !== 'above' && side !== 'below') {
      throw new MillraceError('E_PARAMS', `The disfavoured side of the facet ${name} is "${String(side)}".`, {
        hint: 'Of a threshold it is `above` or `below`.',
      })
    }
    return { name, labels, comparisons: [compare(labels, [labels.classes[side === 'above' ? 1 : 0] as string], {})] }
  }
  const parts: Labels[] = []
  for (const column of [first, ...others]) parts.push(await readGroups(rows, column))
  const labels = parts.length === 1 ? (parts[0] as Labels) : crossFacets(parts)
  const occurring = labels.classes.filter((_, code) => labels.codes.includes(code))
  if (occurring.length < 2) {
    throw new MillraceError(
      'E_FACET',
      `All ${labels.codes.length} rows are of one group of ${name}: ${occurring.join()}.`,
      {
        hint: 'Comparing needs rows of two groups: choose another facet, or more rows.',
      },
    )
  }
  const wanted = disfavoured === undefined ? occurring.map((value) => [value]) : [[disfavoured].flat()]
  return { name, labels, comparisons: wanted.map((values) => compare(labels, values, names)) }
}

/** One column's values as groups; numbers and flags by how they are written. */
async function readGroups(rows: Table, column: string): Promise<Labels> {
  const values = await rows.categories(column)
  const { features } = await rows.matrix({ features: [column], categories: { [column]: values } })
  if (values.length === 0) {
    throw new MillraceError('E_FACET', `The facet "${column}" has no value in any of ${features.rows} rows.`)
  }
  const isGap = features.data.some(Number.isNaN)
  const classes = isGap ? [...values, missing] : values
  return { classes, codes: Int32Array.from(features.data, (code) => (Number.isNaN(code) ? values.length : code)) }
}

function compare({ classes }: Labels, values: readonly string[], names: FacetReading['names']): Comparison {
  const read = (part: readonly string[]) => part.map((value) => names[value] ?? value).join(' or ')
  const rest = classes.filter((value) => !values.includes(value))
  return { group: read(values), favoured: rest.length > 4 ? 'all others' : read(rest), values }
}
