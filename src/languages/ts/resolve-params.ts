import { z } from 'zod'
import type { ParamIssue, ResolvedParams } from '../../engine/contracts/manifest.ts'

/**
 * Checks parameters by a stage's own schema and fills in defaults. A key that the schema does not know is a mistake, also
 * where the author wrote `z.object`, which would drop it in silence.
 */
export function resolveParams(schema: z.ZodType, raw: unknown): ResolvedParams {
  const surplus = schema instanceof z.ZodObject ? unknownKey(schema, raw) : undefined
  if (surplus !== undefined) return { ok: false, issues: [surplus] }
  const parsed = schema.safeParse(raw)
  if (parsed.success) return { ok: true, params: parsed.data }
  return { ok: false, issues: parsed.error.issues.map((issue) => describeIssue(issue, schema)) }
}

function unknownKey(schema: z.ZodObject, raw: unknown): ParamIssue | undefined {
  if (typeof raw !== 'object' || raw === null || schema.def.catchall !== undefined) return undefined
  const known = Object.keys(schema.shape)
  const key = Object.keys(raw).find((name) => !known.includes(name))
  return key === undefined ? undefined : { path: [key], message: `there is no parameter "${key}"`, known }
}

function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType): ParamIssue {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol')
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!
    return {
      path: [...path, key],
      message: `there is no parameter "${[...path, key].join('.')}"`,
      known: keysAt(schema, path),
    }
  }
  const name = path.length === 0 ? 'the parameters' : `parameter "${path.join('.')}"`
  // "Invalid input: expected number, received string" → "expected number, received string"
  return { path, message: `${name}: ${lowerFirst(issue.message.replace(/^Invalid (input|option): /, ''))}` }
}

/** Names that the schema knows where the unknown one stands, as far as it can say. */
function keysAt(schema: unknown, path: readonly (string | number)[]): string[] {
  let at = schema
  for (const part of path) at = at instanceof z.ZodObject ? at.shape[String(part)] : undefined
  if (at instanceof z.ZodObject) return Object.keys(at.shape)
  if (at instanceof z.ZodUnion) {
    const keys = at.options.flatMap((option) => (option instanceof z.ZodObject ? Object.keys(option.shape) : []))
    return [...new Set(keys)]
  }
  return []
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
