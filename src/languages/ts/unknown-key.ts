import { z } from 'zod'

export interface UnknownKey {
  readonly path: readonly (string | number)[]
  /** Names that the schema knows at that place. */
  readonly known: readonly string[]
}

/**
 * The first key of a value that an object schema does not know, at any depth. `z.object` would drop it in silence, and a
 * misspelt parameter would go unnoticed; where the author allows other keys (`z.looseObject`, `catchall`), none is unknown.
 */
export function findUnknownKey(
  schema: z.core.$ZodType,
  value: unknown,
  path: readonly (string | number)[] = [],
): UnknownKey | undefined {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) return isRecord(value) ? inObject(inner, value, path) : undefined
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return first(value.map((item, i) => () => findUnknownKey(inner.element, item, [...path, i])))
  }
  if (inner instanceof z.ZodRecord && isRecord(value)) {
    return first(
      Object.entries(value).map(
        ([key, item]) =>
          () =>
            findUnknownKey(inner.valueType, item, [...path, key]),
      ),
    )
  }
  if (inner instanceof z.ZodUnion) {
    const fitting = inner.options.filter((option) => z.safeParse(option, value).success)
    const unknown = fitting.map((option) => findUnknownKey(option, value, path))
    return unknown.every((each) => each !== undefined) ? unknown[0] : undefined
  }
  return undefined
}

function inObject(schema: z.ZodObject, value: Record<string, unknown>, path: readonly (string | number)[]) {
  const known = Object.keys(schema.shape)
  const surplus = Object.keys(value).find((key) => !known.includes(key))
  const { catchall } = schema.def
  const allowsOthers = catchall !== undefined && !(catchall instanceof z.ZodNever)
  if (surplus !== undefined && !allowsOthers) return { path: [...path, surplus], known }
  return first(
    known
      .filter((key) => key in value)
      .map((key) => () => findUnknownKey(schema.shape[key]!, value[key], [...path, key])),
  )
}

/** The schema inside defaults, optionals and the like. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema
  for (;;) {
    if (inner instanceof z.ZodPipe) inner = inner.in
    else if (inner instanceof z.ZodLazy) inner = inner.unwrap()
    else if (
      inner instanceof z.ZodOptional ||
      inner instanceof z.ZodNullable ||
      inner instanceof z.ZodDefault ||
      inner instanceof z.ZodPrefault ||
      inner instanceof z.ZodReadonly ||
      inner instanceof z.ZodCatch
    )
      inner = inner.def.innerType
    else return inner
  }
}

function first(looks: readonly (() => UnknownKey | undefined)[]): UnknownKey | undefined {
  for (const look of looks) {
    const found = look()
    if (found !== undefined) return found
  }
  return undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
