import { type Matrix, MillraceError, type Table } from 'millrace'

/** A sensitive column: a number, or the values that become flags. */
export type Sensitive = ReadonlyMap<string, readonly string[] | 'number'>

const number = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/

/** What the sensitive columns hold in training. @throws E_TABLE_COLUMN; E_FACET for a column with fewer than two values */
export async function sensitiveValues(train: Table, names: readonly string[]): Promise<Sensitive> {
  const types = new Map((await train.columns()).map(({ name, type }) => [name, type]))
  const found = new Map<string, readonly string[] | 'number'>()
  for (const name of names) {
    const values = await train.categories(name)
    if (values.length < 2) {
      throw new MillraceError('E_FACET', `The sensitive column "${name}" has ${values.length} value in training.`, {
        hint: 'Choose a column that divides the rows.',
      })
    }
    found.set(name, number.test(types.get(name) ?? '') ? 'number' : values)
  }
  return found
}

/** Numbers as they are; of values a flag each but the first. A value that training has not is none of them. */
export async function readSensitive(rows: Table, known: Sensitive): Promise<Matrix> {
  const columns: [string, ArrayLike<number>][] = []
  for (const [name, values] of known) {
    if (values === 'number') columns.push([name, await rows.values(name)])
    else columns.push(...flags(name, values, await codesOf(rows, name, values)).slice(1))
  }
  return joined(columns)
}

/** The features, categories as a flag a value. */
export async function readPlain(
  rows: Table,
  { names }: { readonly names: readonly string[] },
  categories: Readonly<Record<string, readonly string[]>>,
): Promise<Matrix> {
  const { features } = await rows.matrix({ features: [...names], categories })
  return joined(
    names.flatMap((name, j): [string, ArrayLike<number>][] => {
      const column = features.data.subarray(j * features.rows, (j + 1) * features.rows)
      const values = categories[name]
      return values === undefined ? [[name, column]] : flags(name, values, column)
    }),
  )
}

async function codesOf(rows: Table, name: string, values: readonly string[]): Promise<ArrayLike<number>> {
  return (await rows.matrix({ features: [name], categories: { [name]: values } })).features.data
}

function flags(name: string, values: readonly string[], codes: ArrayLike<number>): [string, Float64Array][] {
  return values.map((value, code) => [`${name}_${value}`, Float64Array.from(codes, (own) => (own === code ? 1 : 0))])
}

function joined(columns: readonly (readonly [string, ArrayLike<number>])[]): Matrix {
  const rows = columns[0]?.[1].length ?? 0
  const data = new Float64Array(rows * columns.length)
  for (const [j, [, values]] of columns.entries()) data.set(values, j * rows)
  return { rows, columns: columns.length, names: columns.map(([name]) => name), data }
}
