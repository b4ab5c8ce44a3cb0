import { MillraceError } from '../base/errors/millrace-error.ts'
import { readColumn } from './read-column.ts'
import { spellable } from './read-labels.ts'
import type { Column, Relation } from './relation.ts'

/** A column as texts, undefined at a NULL. @throws E_TABLE_TYPE for dates and nested values */
async function readTexts(relation: Relation, column: Column, rows: number): Promise<(string | undefined)[]> {
  if (!spellable.test(column.type)) {
    throw new MillraceError('E_TABLE_TYPE', `Column "${column.name}" is ${column.type} and cannot be a category.`, {
      hint: 'Turn it into text, numbers or truth values in an earlier stage.',
    })
  }
  const { values, valid } = await readColumn(relation, column, rows)
  return Array.from(values as ArrayLike<unknown>, (value, i) => (valid?.[i] === 0 ? undefined : String(value)))
}

/** The distinct values of a column as texts, in ascending order (numbers by value); NULL is none of them. */
export async function distinctCategories(relation: Relation, column: Column, rows: number): Promise<string[]> {
  const texts = new Set(await readTexts(relation, column, rows))
  texts.delete(undefined)
  const distinct = [...texts] as string[]
  const numeric = !/^(BOOLEAN|VARCHAR|ENUM)/.test(column.type)
  return numeric ? distinct.sort((a, b) => Number(a) - Number(b)) : distinct.sort()
}

/** A column as codes into a list of categories. NULL, and what is not in the list, is NaN. */
export async function readCategories(
  relation: Relation,
  column: Column,
  rows: number,
  categories: readonly string[],
): Promise<Float64Array> {
  const codeOf = new Map(categories.map((name, code) => [name, code]))
  const texts = await readTexts(relation, column, rows)
  return Float64Array.from(texts, (text) => (text === undefined ? Number.NaN : (codeOf.get(text) ?? Number.NaN)))
}
