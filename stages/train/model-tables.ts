import type { Figure } from 'millrace'
import type { TableFigureCell } from 'millrace/report'

interface ValueColumn {
  readonly label: string
  readonly align?: 'right'
  readonly meaning: string
}

/** A row of values for each group, and one for any other. */
export function groupTable(given: {
  readonly title: (group: string) => string
  readonly description: (group: string) => string
  readonly subtitle: string
  readonly model: { readonly featureNames: readonly string[] }
  readonly groups: readonly string[]
  readonly columns: readonly ValueColumn[]
  /** Group after group. */
  readonly values: Float64Array
}): Figure {
  const { columns, values } = given
  const [group = ''] = given.model.featureNames
  const names = [...given.groups, 'any other']
  return {
    type: 'table',
    title: given.title(group),
    subtitle: given.subtitle,
    description: given.description(group),
    columns: [{ label: group, meaning: 'Value of the column; 1 is true, 0 is false.' }, ...columns],
    rows: names.map((name, row) => [name, ...values.subarray(row * columns.length, (row + 1) * columns.length)]),
  }
}

/** A row a feature, and the constant last. */
export function coefficientTable(
  featureNames: readonly string[],
  columns: readonly {
    readonly label: string
    readonly meaning: string
    readonly coefficients: Float64Array
    readonly intercept: number
  }[],
  subtitle: string,
  what: string,
): Figure {
  const count = featureNames.length
  const row = (name: string, j: number): TableFigureCell[] => [
    name,
    ...columns.map(({ coefficients }) => coefficients[j] ?? null),
  ]
  return {
    type: 'table',
    title: `A weighted sum of ${count} feature${count === 1 ? '' : 's'} decides`,
    subtitle,
    description: `${what}, in the units of the features.`,
    columns: [
      { label: 'feature' },
      ...columns.map(({ label, meaning }) => ({ label, align: 'right' as const, digits: 4, meaning })),
    ],
    rows: [...featureNames.map(row), ['constant', ...columns.map(({ intercept }) => intercept)]],
  }
}

/** A row a model. */
export function combinedTable(
  title: string,
  subtitle: string,
  members: readonly Readonly<Record<string, string | number | undefined>>[],
): Figure {
  const keys = Object.keys(members[0] ?? {})
  return {
    type: 'table',
    title,
    subtitle,
    description: members.map(({ learner }) => learner).join(', '),
    columns: keys.map((label) => ({ label })),
    rows: members.map((member) => keys.map((key) => member[key] ?? null)),
  }
}

/** One number. */
export function plainTable(title: string, subtitle: string, label: string, value: number): Figure {
  return { type: 'table', title, subtitle, description: `${label} ${value}`, columns: [{ label }], rows: [[value]] }
}
