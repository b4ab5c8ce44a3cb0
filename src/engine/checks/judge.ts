import type { Fact } from '../contracts/measure.ts'
import type { Check, Rule } from '../definition/check.ts'
import { describeBounds, within } from './bounds.ts'
import type { CheckOutcome } from './outcome.ts'

interface Verdict {
  readonly ok: boolean
  readonly seen: string
  readonly holdsUntil?: number
}

/** Judges one check by what was measured. @param now milliseconds since 1970: only `fresh` looks at it */
export function judge(check: Check, fact: Fact, now: number): CheckOutcome {
  const { name, level, output, rule, at } = check
  const { ok, seen, holdsUntil } =
    fact.problem === undefined ? verdict(rule, fact, now) : { ok: false, seen: fact.problem }
  return {
    name,
    level,
    ok,
    seen,
    expected: expectation(rule),
    ...(output === undefined ? {} : { output }),
    ...('column' in rule ? { column: rule.column } : {}),
    ...(ok || fact.examples === undefined ? {} : { examples: fact.examples }),
    at,
    ...(holdsUntil === undefined ? {} : { holdsUntil }),
  }
}

function verdict(rule: Rule, fact: Fact, now: number): Verdict {
  const found = Number(fact.value)
  const rows = fact.rows ?? 0
  switch (rule.type) {
    case 'rows':
      return { ok: within(found, rule.bounds), seen: countOf(found, 'row') }
    case 'unique':
      return {
        ok: found === 0,
        seen: found === 0 ? 'each once' : `${count(found)} of ${countOf(rows, 'row')} repeat one`,
      }
    case 'present':
      return { ok: true, seen: String(fact.value) }
    case 'type':
      return { ok: String(fact.value).toLowerCase() === rule.expected.trim().toLowerCase(), seen: String(fact.value) }
    case 'nulls': {
      const ok = 'rows' in rule.most ? found <= rule.most.rows : rows === 0 || found / rows <= rule.most.share
      return {
        ok,
        seen: found === 0 ? 'none missing' : `${count(found)} of ${count(rows)} missing${percent(found, rows)}`,
      }
    }
    case 'range': {
      const range = fact.lowest === undefined ? 'no values' : `${fact.lowest} to ${fact.highest}`
      const seen = found === 0 ? range : `${count(found)} of ${countOf(rows, 'row')} outside, values ${range}`
      return { ok: found === 0, seen }
    }
    case 'values':
      return {
        ok: found === 0,
        seen: found === 0 ? 'no other' : `${count(found)} of ${countOf(rows, 'row')} with another`,
      }
    case 'fresh':
      return freshness(fact.value, rule.withinMs, now)
    case 'query':
      return { ok: found === 0, seen: found === 0 ? 'no rows' : countOf(found, 'row') }
    case 'metric':
      return { ok: within(fact.value, rule.bounds), seen: JSON.stringify(fact.value) }
  }
}

/** A date counts from its beginning, in UTC. */
function freshness(newest: Fact['value'], withinMs: number, now: number): Verdict {
  if (typeof newest !== 'string') return { ok: false, seen: 'no date' }
  const holdsUntil = Date.parse(newest) + withinMs
  const seen = `newest ${newest}`
  return now <= holdsUntil ? { ok: true, seen, holdsUntil } : { ok: false, seen }
}

function expectation(rule: Rule): string {
  switch (rule.type) {
    case 'rows':
      return `${describeBounds(rule.bounds)} ${rule.bounds.equals === 1 ? 'row' : 'rows'}`
    case 'unique':
      return `each ${rule.columns.length === 1 ? rule.columns[0] : `(${rule.columns.join(', ')})`} once`
    case 'present':
      return 'to be there'
    case 'type':
      return rule.expected
    case 'nulls':
      if ('share' in rule.most) return `at most ${Number((rule.most.share * 100).toPrecision(12))}% missing`
      return rule.most.rows === 0 ? 'none missing' : `at most ${count(rule.most.rows)} missing`
    case 'range':
      return describeBounds(rule.bounds)
    case 'values':
      return rule.values.length === 1
        ? String(rule.values[0])
        : `${rule.values.slice(0, -1).join(', ')} or ${rule.values.at(-1)}`
    case 'fresh':
      return `at most ${rule.text} old`
    case 'query':
      return 'no rows'
    case 'metric':
      return describeBounds(rule.bounds)
  }
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}

function countOf(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : ` (${Number(((part / whole) * 100).toPrecision(3))}%)`
}
