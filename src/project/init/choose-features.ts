import type { LookedAtColumn, LookedAtFile } from './look-at-csv.ts'

/** What a pipeline makes of the columns of a file besides the target. */
export interface ChosenFeatures {
  readonly features: readonly { readonly name: string; readonly description: string }[]
  /** Text columns as one flag a value. */
  readonly encode: readonly { readonly column: string; readonly categories: readonly string[] }[]
  /** Columns that are not used, and why. */
  readonly leftOut: readonly { readonly column: string; readonly because: string }[]
}

/** A column with more values than this would make more flags than help. */
const mostCategories = 20
const numbers = new Set(['BIGINT', 'DOUBLE', 'BOOLEAN'])

/** Numbers and truth values are features as they are; other columns become flags where they have few values. */
export function chooseFeatures(file: LookedAtFile, target: string): ChosenFeatures {
  const features: { name: string; description: string }[] = []
  const encode: { column: string; categories: readonly string[] }[] = []
  const leftOut: { column: string; because: string }[] = []
  // DuckDB does not tell upper from lower case in names.
  const taken = new Set(file.columns.map(({ name }) => name.toLowerCase()))
  for (const column of file.columns) {
    if (column.name === target) continue
    const flags = column.values.map(({ value }) => `${column.name}_${value}`)
    const because = whyNot(column) ?? (numbers.has(column.type) ? undefined : whyNoFlags(flags, taken))
    if (because !== undefined) {
      leftOut.push({ column: column.name, because })
    } else if (numbers.has(column.type)) {
      features.push({ name: column.name, description: `As the file has it (${column.type})` })
    } else {
      const categories = column.values.map(({ value }) => value)
      encode.push({ column: column.name, categories })
      for (const flag of flags) taken.add(flag.toLowerCase())
      for (const [i, name] of flags.entries()) {
        features.push({ name, description: `Whether ${column.name} is ${categories[i]}` })
      }
    }
  }
  return { features, encode, leftOut }
}

function whyNot({ type, distinct, numbersRows }: LookedAtColumn): string | undefined {
  if (distinct === 0) return 'it has no value'
  if (distinct === 1) return 'it has the same value in every row'
  if (numbersRows) return 'it only numbers the rows'
  if (!numbers.has(type) && distinct > mostCategories)
    return `${distinct} different values are too many for a flag each (${mostCategories} at most)`
  return undefined
}

function whyNoFlags(flags: readonly string[], taken: ReadonlySet<string>): string | undefined {
  const seen = new Set(taken)
  for (const flag of flags) {
    if (flag.startsWith('__')) return 'names that begin with __ are for Millrace'
    if (seen.has(flag.toLowerCase())) return `its flags would have the same name twice: ${JSON.stringify(flag)}`
    seen.add(flag.toLowerCase())
  }
  return undefined
}
