import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { NumberArray } from '../read-chunks.ts'
import type { LoadableType, TypedColumn } from '../typed-column.ts'
import type { DateRules } from './date-formats.ts'
import { isInteger, isReal } from './infer-type.ts'

export interface ConvertedColumn {
  readonly column: TypedColumn
  readonly nulls: number
  /** Indexes of rows whose value is not of the type; they are NULL. */
  readonly unparsed: readonly number[]
}

type Parse = (text: string) => number | bigint | undefined

function ranged(low: number, high: number): Parse {
  return (text) => {
    const value = isInteger(text) ? Number(text) : Number.NaN
    return value >= low && value <= high ? value : undefined
  }
}

const specials: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Infinity,
  '+inf': Infinity,
  '-inf': -Infinity,
  infinity: Infinity,
  '-infinity': -Infinity,
}
const real: Parse = (text) => (isReal(text) ? Number(text) : specials[text.toLowerCase()])
const big: Parse = (text) => (isInteger(text) ? BigInt(text.startsWith('+') ? text.slice(1) : text) : undefined)

const makers: Readonly<Record<Exclude<LoadableType, 'VARCHAR'>, (rows: number) => NumberArray>> = {
  TINYINT: (n) => new Int8Array(n),
  SMALLINT: (n) => new Int16Array(n),
  INTEGER: (n) => new Int32Array(n),
  BIGINT: (n) => new BigInt64Array(n),
  UTINYINT: (n) => new Uint8Array(n),
  USMALLINT: (n) => new Uint16Array(n),
  UINTEGER: (n) => new Uint32Array(n),
  UBIGINT: (n) => new BigUint64Array(n),
  FLOAT: (n) => new Float32Array(n),
  DOUBLE: (n) => new Float64Array(n),
  BOOLEAN: (n) => new Uint8Array(n),
  DATE: (n) => new Int32Array(n),
  TIMESTAMP: (n) => new BigInt64Array(n),
}

function parserOf(type: Exclude<LoadableType, 'VARCHAR'>, dates: DateRules): Parse {
  switch (type) {
    case 'TINYINT':
      return ranged(-128, 127)
    case 'SMALLINT':
      return ranged(-32_768, 32_767)
    case 'INTEGER':
      return ranged(-2_147_483_648, 2_147_483_647)
    case 'UTINYINT':
      return ranged(0, 255)
    case 'USMALLINT':
      return ranged(0, 65_535)
    case 'UINTEGER':
      return ranged(0, 4_294_967_295)
    case 'BIGINT':
      return big
    case 'UBIGINT':
      return (text) => (text.startsWith('-') ? undefined : big(text))
    case 'BOOLEAN':
      return (text) => (/^true$/i.test(text) ? 1 : /^false$/i.test(text) ? 0 : undefined)
    case 'DATE':
      return dates.date
    case 'TIMESTAMP':
      return dates.timestamp
    default:
      return real
  }
}

/** The type of that name that a text column can be read as. @throws E_TABLE_TYPE */
export function readableType(name: string, column: string): LoadableType {
  const type = name.trim().toUpperCase()
  if (type === 'VARCHAR' || Object.hasOwn(makers, type)) return type as LoadableType
  throw new MillraceError('E_TABLE_TYPE', `Column "${column}" cannot be read as ${name}.`, {
    hint: `There are: VARCHAR, ${Object.keys(makers).join(', ')}.`,
  })
}

/** A column of text as values of a type; what does not parse is NULL, and told. */
export function convertText(
  name: string,
  values: readonly (string | null)[],
  type: LoadableType,
  dates: DateRules,
): ConvertedColumn {
  let nulls = 0
  for (const value of values) if (value === null) nulls++
  if (type === 'VARCHAR') return { column: { name, type, values }, nulls, unparsed: [] }
  const parse = parserOf(type, dates)
  const array = makers[type](values.length)
  const valid = new Uint8Array(values.length)
  const unparsed: number[] = []
  for (let i = 0; i < values.length; i++) {
    const text = values[i]!
    if (text === null) continue
    const value = parse(text)
    if (value === undefined) unparsed.push(i)
    else {
      array[i] = value
      valid[i] = 1
    }
  }
  const all = nulls + unparsed.length
  return { column: { name, type, values: array, valid: all === 0 ? undefined : valid }, nulls: all, unparsed }
}
