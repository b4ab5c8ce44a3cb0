import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { sqlString } from './quote.ts'

export type SqlParameter = string | number | bigint | boolean | null | Date | readonly SqlParameter[]
export type SqlParameters = Readonly<Record<string, SqlParameter>>

/** A value as an SQL literal of the type that it has in JavaScript. */
export function sqlLiteral(value: SqlParameter): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return sqlString(value)
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return Object.is(value, -0) ? "CAST('-0.0' AS DOUBLE)" : String(value)
    return `CAST('${value}' AS DOUBLE)`
  }
  if (value instanceof Date) return `TIMESTAMP '${value.toISOString().replace('T', ' ').replace('Z', '')}'`
  return `[${value.map(sqlLiteral).join(', ')}]`
}

/** Strings, quoted names, comments and dollar-quoted texts, which are passed over; then `$name`. */
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|(\$[A-Za-z_]\w*\$|\$\$)[\s\S]*?\1|\$([A-Za-z_]\w*)/g

/**
 * Puts values in the place of `$name`. A view, which is what a lazy table is, takes no bound parameters.
 * @throws E_TABLE_QUERY for a parameter without a value
 */
export function bindParameters(text: string, params: SqlParameters): string {
  return text.replace(token, (whole, _tag, name: string | undefined) => {
    if (name === undefined) return whole
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value !== undefined) return sqlLiteral(value)
    throw new MillraceError('E_TABLE_QUERY', `The query uses $${name}, for which no value is given.`, {
      hint:
        Object.keys(params).length === 0
          ? `Give it with the query, as { params: { ${name}: … } }.`
          : didYouMean(name, Object.keys(params)),
    })
  })
}
