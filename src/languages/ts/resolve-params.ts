import type { z } from 'zod'
import { canonicalJson } from '../../base/canonical-json.ts'
import type { ParamIssue, ResolvedParams } from '../../engine/contracts/manifest.ts'
import { findUnknownKey, type UnknownKey } from './unknown-key.ts'

/**
 * Checks parameters by a stage's own schema and fills in defaults. A key that the schema does not know is a mistake, also
 * where the author wrote `z.object`, which would drop it in silence.
 */
export function resolveParams(schema: z.ZodType, raw: unknown): ResolvedParams {
  // First: where a name is misspelt, that is the mistake, and not that the right name is missing.
  const surplus = findUnknownKey(schema, raw)
  if (surplus !== undefined) return { ok: false, issues: [unknownParam(surplus)] }
  const parsed = schema.safeParse(raw)
  if (!parsed.success) return { ok: false, issues: parsed.error.issues.map(describeIssue) }
  try {
    canonicalJson(parsed.data)
  } catch (error) {
    const message = `the parameters come to something that no key can hold (${(error as Error).message})`
    return { ok: false, issues: [{ path: [], message }] }
  }
  return { ok: true, params: parsed.data }
}

function unknownParam({ path, known }: UnknownKey): ParamIssue {
  return { path, message: `there is no parameter "${path.join('.')}"`, known }
}

function describeIssue(issue: z.core.$ZodIssue): ParamIssue {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol')
  const name = path.length === 0 ? 'the parameters' : `parameter "${path.join('.')}"`
  // "Invalid input: expected number, received string" → "expected number, received string"
  return {
    path,
    message: `${name}: ${lowerFirst(issue.message.replace(/^Invalid (input: |option: |discriminator value. )/, ''))}`,
  }
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
