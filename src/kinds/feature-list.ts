import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { Table } from '../table/table.ts'

/** What a model learns from and what it predicts: written once, by the stage that makes the features. */
export interface FeatureList {
  /** The column that is predicted. */
  readonly target: string
  /** The classes of the target in their order, where it has classes. */
  readonly classes?: readonly string[]
  readonly features: readonly Feature[]
}

export interface Feature {
  readonly name: string
  /** A flag is true or false: a resampler copies it where it would mix a number. */
  readonly type: 'number' | 'flag'
  readonly description: string
}

/** The parameters by which a stage may name what the list would say; they win over the list. */
export interface FeatureParams {
  readonly target?: string | undefined
  readonly classes?: readonly string[] | undefined
  readonly features?: readonly string[] | undefined
  /** Features that are categories: text, or numbers that are names. */
  readonly categorical?: readonly string[] | undefined
}

export interface ResolvedFeatures {
  readonly target: string
  /** Undefined when neither the list nor the parameters name them. */
  readonly classes: readonly string[] | undefined
  readonly names: readonly string[]
  /** Those of `names` that are flags. */
  readonly flags: readonly string[]
  /** Those of `names` that are categories. */
  readonly categorical: readonly string[]
}

/** The column by which a resampler marks the rows that it made; it is never a feature. */
export const syntheticColumn = 'synthetic'

const numeric = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/

/**
 * Target, classes and features of a table: from the stage's parameters, else from the list, else all numeric and
 * boolean columns but the target and the mark of synthetic rows. Columns that are named as categories may be text.
 * @throws E_PARAMS when nobody names the target, or there is no feature; E_TABLE_COLUMN for a name that the table does
 *   not have; E_TABLE_TYPE for a feature that is neither numeric nor boolean
 */
export async function resolveFeatures(
  table: Pick<Table, 'columns'>,
  list: FeatureList | undefined,
  params: FeatureParams = {},
): Promise<ResolvedFeatures> {
  const columns = new Map((await table.columns()).map(({ name, type }) => [name, type]))
  const target = params.target ?? list?.target
  if (target === undefined) {
    throw new MillraceError('E_PARAMS', 'Nothing says which column is the target.', {
      hint: 'Wire `features` from the stage that makes the features, or set the parameter `target`.',
    })
  }
  const typeOf = (name: string, what: string): string => {
    const type = columns.get(name)
    if (type !== undefined) return type
    throw new MillraceError('E_TABLE_COLUMN', `The table has no column "${name}", which is to be ${what}.`, {
      hint: didYouMean(name, columns.keys()),
    })
  }
  typeOf(target, 'the target')
  const categorical = params.categorical ?? []
  for (const name of categorical) typeOf(name, 'a category')
  const usable = (type: string) => type === 'BOOLEAN' || numeric.test(type)
  const names =
    params.features ??
    list?.features.map(({ name }) => name) ??
    [...columns]
      .filter(
        ([name, type]) => name !== target && name !== syntheticColumn && (usable(type) || categorical.includes(name)),
      )
      .map(([name]) => name)
  if (names.length === 0) {
    throw new MillraceError('E_PARAMS', 'There is no feature to learn from.', {
      hint: 'Name at least one in the parameter `features`.',
    })
  }
  for (const name of names) {
    const type = typeOf(name, 'a feature')
    if (name === target) throw new MillraceError('E_PARAMS', `The target "${name}" is also a feature.`)
    if (!usable(type) && !categorical.includes(name)) {
      throw new MillraceError('E_TABLE_TYPE', `The feature "${name}" is ${type}: neither a number nor true or false.`, {
        hint: 'Name it in `categorical` where the stage has that parameter, or encode it first: `preprocess` has `encode`.',
      })
    }
  }
  const listed = new Map(list?.features.map(({ name, type }) => [name, type]))
  const flags = names.filter((name) => columns.get(name) === 'BOOLEAN' || listed.get(name) === 'flag')
  const unused = categorical.find((name) => !names.includes(name))
  if (unused !== undefined) {
    throw new MillraceError('E_PARAMS', `"${unused}" is to be a category, and is no feature.`, {
      hint: 'Name it in `features` too, or leave it out of `categorical`.',
    })
  }
  return { target, classes: params.classes ?? list?.classes, names, flags, categorical }
}
