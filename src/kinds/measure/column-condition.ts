import type { Question } from '../../engine/contracts/measure.ts'
import { isNumericType } from '../../table/numeric-type.ts'
import { sqlName, sqlString } from '../../table/quote.ts'
import type { Column } from '../../table/relation.ts'
import type { Session } from '../../table/session.ts'

/** Which rows a question about a column finds, as SQL; or why it cannot be asked of such a column. */
export type ColumnCondition = { readonly sql: string } | { readonly problem: string }

const temporal = /^(DATE|TIME|TIMESTAMP.*|TIME WITH TIME ZONE)$/
const text = /^(VARCHAR|ENUM\(.*\))$/s

/** Whether a column holds dates, or dates and times. */
export function isDateType(type: string): boolean {
  return type === 'DATE' || type.startsWith('TIMESTAMP')
}

/** NaN is larger than every number to DuckDB; here it is no number that a range could hold. */
export function isNaNSql({ name, type }: Column): string {
  return type === 'FLOAT' || type === 'DOUBLE' ? `coalesce(isnan(${sqlName(name)}), false)` : 'false'
}

/** Rows whose value is below `min` or above `max`. */
export async function outside(
  session: Session,
  column: Column,
  { min, max }: Extract<Question, { ask: 'outside' }>,
): Promise<ColumnCondition> {
  const { name, type } = column
  const bounds = [min, max].filter((bound) => bound !== undefined)
  const numbers = bounds.every((bound) => typeof bound === 'number')
  if (isNumericType(type)) {
    if (!numbers) return { problem: `column "${name}" is ${type}: a text cannot bound it` }
    return { sql: `(${[isNaNSql(column), ...beyond(name, comparedAs(type), min, max)].join(' OR ')})` }
  }
  if (!temporal.test(type) && !text.test(type)) return { problem: `column "${name}" is ${type}, which has no range` }
  if (numbers) return { problem: `column "${name}" is ${type}: a number cannot bound it` }
  const as = text.test(type) ? 'VARCHAR' : type
  for (const bound of bounds) {
    const [row] = await session.all(`SELECT TRY_CAST(${sqlString(String(bound))} AS ${as}) IS NULL`)
    if (row![0] === true) return { problem: `column "${name}" is ${type}, and "${bound}" is none` }
  }
  return { sql: `(${beyond(name, as, min, max).join(' OR ')})` }
}

function beyond(name: string, type: string, min: number | string | undefined, max: number | string | undefined) {
  const value = `CAST(${sqlName(name)} AS ${type})`
  const bound = (given: number | string) => `CAST(${sqlString(String(given))} AS ${type})`
  return [
    ...(min === undefined ? [] : [`${value} < ${bound(min)}`]),
    ...(max === undefined ? [] : [`${value} > ${bound(max)}`]),
  ]
}

/** Numbers are compared as DOUBLE; in a FLOAT column 0.1 is another number than as DOUBLE. */
function comparedAs(type: string): string {
  return type === 'FLOAT' ? 'FLOAT' : 'DOUBLE'
}

/** Rows whose value is there and is none of the ones given. */
export function others({ name, type }: Column, { values }: Extract<Question, { ask: 'others' }>): ColumnCondition {
  if (isNumericType(type)) {
    const wrong = values.find((value) => typeof value !== 'number')
    if (wrong !== undefined) return { problem: `column "${name}" is ${type}: ${JSON.stringify(wrong)} is not a number` }
    const as = comparedAs(type)
    const list = values.map((value) => `CAST('${value}' AS ${as})`).join(', ')
    return { sql: `(CAST(${sqlName(name)} AS ${as}) NOT IN (${list}))` }
  }
  const list = values.map((value) => sqlString(String(value))).join(', ')
  return { sql: `(CAST(${sqlName(name)} AS VARCHAR) NOT IN (${list}))` }
}
