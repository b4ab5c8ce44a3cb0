import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import type { Amount, Bounds, Check, Rule } from './check.ts'
import type { CheckDocument, ColumnCheckDocument, MetricCheckDocument, TableCheckDocument } from './checks-schema.ts'
import { parseMilliseconds } from './quantities.ts'

/** Positions inside `checks:` of a stage: of the value at a path, and of the key at its end. */
export interface CheckPositions {
  value(path: readonly (string | number)[]): SourcePosition
  key(path: readonly (string | number)[]): SourcePosition
}

/**
 * The checks of a stage, one for each thing that must hold, in the order of the file.
 * @throws E_DEFINITION for an entry that says nothing, or that contradicts itself
 */
export function readChecks(documents: readonly CheckDocument[], at: CheckPositions): Check[] {
  return documents.flatMap((document, i) => {
    if ('table' in document) return tableChecks(document, i, at)
    if ('metric' in document) return [metricCheck(document, i, at)]
    const { name, level, sql } = document
    const position = at.value([i, 'sql'])
    return [
      {
        name: name ?? shortened(sql),
        level,
        output: undefined,
        rule: { type: 'query', sql },
        at: position,
        outputAt: position,
      },
    ]
  })
}

function tableChecks({ table, level, rows, unique, columns }: TableCheckDocument, i: number, at: CheckPositions) {
  const outputAt = at.value([i, 'table'])
  const check = (name: string, rule: Rule, position: SourcePosition): Check => ({
    name,
    level,
    output: table,
    rule,
    at: position,
    outputAt,
  })
  const checks: Check[] = []
  if (rows !== undefined) {
    const position = at.value([i, 'rows'])
    const bounds =
      typeof rows === 'object'
        ? boundsOf({ min: numberOf(rows.min, position), max: numberOf(rows.max, position) }, position)
        : { equals: numberOf(rows, position)! }
    checks.push(check(`${table} rows`, { type: 'rows', bounds }, position))
  }
  if (unique !== undefined) {
    const key = typeof unique === 'string' ? [unique] : unique
    checks.push(check(`${table} unique (${key.join(', ')})`, { type: 'unique', columns: key }, at.value([i, 'unique'])))
  }
  for (const [column, document] of Object.entries(columns ?? {})) {
    const path = [i, 'columns', column]
    for (const { field, rule } of columnRules(column, document, at.value(path))) {
      const position = field === undefined ? at.key(path) : at.value([...path, field])
      checks.push(check(`${table}.${column} ${rule.type}`, rule, position))
    }
  }
  if (checks.length === 0) throw saysNothing(outputAt, 'Add `rows`, `unique` or `columns`.')
  return checks
}

interface ColumnRule {
  readonly rule: Rule
  /** The field that says it, where one alone does. */
  readonly field?: keyof ColumnCheckDocument
}

function columnRules(column: string, document: ColumnCheckDocument, at: SourcePosition): ColumnRule[] {
  const { type, nulls, min, max, values, unique, fresh } = document
  const rules: ColumnRule[] = []
  if (type !== undefined) rules.push({ rule: { type: 'type', column, expected: type }, field: 'type' })
  if (nulls !== undefined) rules.push({ rule: { type: 'nulls', column, most: amountOf(nulls, at) }, field: 'nulls' })
  if (min !== undefined || max !== undefined) {
    const rule: Rule = { type: 'range', column, bounds: boundsOf({ min, max }, at) }
    rules.push(min !== undefined && max !== undefined ? { rule } : { rule, field: min === undefined ? 'max' : 'min' })
  }
  if (values !== undefined) rules.push({ rule: { type: 'values', column, values }, field: 'values' })
  if (unique) rules.push({ rule: { type: 'unique', columns: [column] }, field: 'unique' })
  if (fresh !== undefined) {
    const withinMs = parseMilliseconds(fresh)
    rules.push({ rule: { type: 'fresh', column, withinMs, text: fresh }, field: 'fresh' })
  }
  return rules.length > 0 ? rules : [{ rule: { type: 'present', column } }]
}

function metricCheck({ metric, name, level, min, max, equals }: MetricCheckDocument, i: number, at: CheckPositions) {
  const position = at.value([i, 'metric'])
  const [output, ...path] = metric.split('.') as [string, ...string[]]
  if (equals === undefined && min === undefined && max === undefined) {
    throw saysNothing(position, 'Add `min`, `max` or `equals`.')
  }
  if (equals !== undefined && (min !== undefined || max !== undefined)) {
    throw new MillraceError('E_DEFINITION', `\`equals\` leaves nothing for \`${min === undefined ? 'max' : 'min'}\``, {
      at: at.key([i, 'equals']),
      hint: 'Give either `equals`, or `min` and `max`.',
    })
  }
  const [least, most] = [numberOf(min, at.value([i, 'min'])), numberOf(max, at.value([i, 'max']))]
  const bounds = equals === undefined ? boundsOf({ min: least, max: most }, position) : { equals }
  const rule: Rule = { type: 'metric', path, bounds }
  return { name: name ?? metric, level, output, rule, at: position, outputAt: position }
}

function boundsOf<Value extends number | string>(
  { min, max }: { readonly min?: Value | undefined; readonly max?: Value | undefined },
  at: SourcePosition,
): Bounds<Value> {
  if (min === undefined && max === undefined) throw saysNothing(at, 'Give `min`, `max` or both.')
  if (min !== undefined && max !== undefined) {
    if (typeof min !== typeof max) {
      throw new MillraceError('E_DEFINITION', '`min` and `max` are of different kinds', {
        at,
        hint: 'Write both as numbers, or both as text.',
      })
    }
    if (typeof min === 'number' && min > (max as number)) {
      throw new MillraceError('E_DEFINITION', `\`min\` ${min} is above \`max\` ${max}`, { at, hint: 'Swap them.' })
    }
  }
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
}

/** A number as written, or what a reference to the matrix stands for. */
function numberOf(value: number | string | undefined, at: SourcePosition): number | undefined {
  if (typeof value !== 'string') return value
  throw new MillraceError('E_DEFINITION', `"${value}" is not a number`, { at, hint: 'Write a number here.' })
}

function amountOf(nulls: number | string, at: SourcePosition): Amount {
  if (typeof nulls === 'number') return { rows: nulls }
  const percent = Number(nulls.replace('%', ''))
  if (percent <= 100) return { share: percent / 100 }
  throw new MillraceError('E_DEFINITION', `\`nulls\`: ${nulls} is more than all rows`, {
    at,
    hint: 'Write a share from 0% to 100%.',
  })
}

function saysNothing(at: SourcePosition, hint: string): MillraceError {
  return new MillraceError('E_DEFINITION', 'the check does not say what must hold', { at, hint })
}

/** A query as the name of its check. */
function shortened(sql: string): string {
  const line = sql.trim().replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
