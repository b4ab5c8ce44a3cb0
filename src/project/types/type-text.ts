import { isNumericType } from '../../table/numeric-type.ts'

/** A pipeline's name as the name of a type: `real-madrid` is `RealMadrid`. */
export function typeName(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean)
  const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
  return /^[A-Za-z]/.test(joined) ? joined : `Pipeline${joined}`
}

/** A name as the key of a type: quoted where TypeScript wants it. */
export function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
}

const wide = new Set(['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT'])

/** What a cell of a DuckDB type is as `rows()` gives it. Any cell may be NULL: the next result may have one. */
export function cellType(type: string): string {
  if (wide.has(type)) return 'number | bigint | null'
  if (isNumericType(type)) return 'number | null'
  if (type === 'BOOLEAN') return 'boolean | null'
  if (type === 'BLOB') return 'Uint8Array | null'
  if (type.endsWith(']')) return 'readonly unknown[] | null'
  if (/^(STRUCT|MAP|UNION|VARIANT)\b/.test(type)) return 'unknown'
  return 'string | null'
}
