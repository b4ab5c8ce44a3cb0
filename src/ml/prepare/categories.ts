import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { FloatArray } from '../../base/matrix.ts'

/** Categorical columns by name, each with its categories in the order of their codes. */
export type Categories = Readonly<Record<string, readonly string[]>>

/** Codes are whole numbers into the list, or NaN. @throws E_ML_LABEL naming the first that is not */
export function requireCodes(name: string, column: FloatArray, list: readonly string[]): void {
  for (let i = 0; i < column.length; i++) {
    const code = column[i]!
    if (Number.isNaN(code) || (Number.isInteger(code) && code >= 0 && code < list.length)) continue
    throw new MillraceError(
      'E_ML_LABEL',
      `"${name}" has the code ${code} in row ${i + 1}, and ${list.length} categories.`,
      {
        hint: 'Read the column by the list of categories that the model was fitted with; what is not in it is missing.',
      },
    )
  }
}

/** Reads pairs of a name and its list. */
export function readCategories(pairs: readonly unknown[], damaged: (what: string) => MillraceError): Categories {
  const read = pairs.map((pair) => {
    const [name, list] = Array.isArray(pair) ? pair : []
    if (typeof name !== 'string' || !Array.isArray(list) || !list.every((each) => typeof each === 'string')) {
      throw damaged('a list of categories is none')
    }
    return [name, list as string[]] as const
  })
  if (new Set(read.map(([name]) => name)).size !== read.length) throw damaged('a column has two lists of categories')
  return Object.fromEntries(read)
}
