import { expect, test } from 'vitest'
import type { CheckOutcome } from '../../../src/engine/checks/outcome.ts'
import type { RunEvent } from '../../../src/engine/events.ts'
import { newsOnly } from '../../../src/project/watch/news-only.ts'
import { nowhere } from '../../rig/definition.ts'

const outcome = (ok: boolean, line = 1): CheckOutcome => {
  const at = { ...nowhere, line }
  return { name: 'table rows', level: 'warn', ok, seen: '3 rows', expected: 'at least 4 rows', at }
}
const round = (known: Map<string, string>, events: readonly RunEvent[], always = false) => {
  const told: RunEvent[] = []
  const news = newsOnly(known, (event) => told.push(event), always)
  for (const event of events) news.emit(event)
  return told.length > 0
}

test('a check that says the same again is no news, wherever it stands; one that says something else is', () => {
  const known = new Map<string, string>()
  const run = (ok: boolean, line?: number): RunEvent[] => [
    { type: 'stage-checked', stage: 'a', checks: [outcome(ok, line)] },
    ...(ok ? [] : [{ type: 'notice', code: 'N_CHECK', stage: 'a', message: 'a: table rows' } as const]),
    { type: 'stage-reused', stage: 'a', fingerprint: 'f' as never, seconds: 1, outputs: {} },
  ]
  expect(round(known, run(false), true)).toBe(true)
  expect(round(known, run(false, 7))).toBe(false)
  expect(round(known, run(true))).toBe(true)
  expect(round(known, run(true))).toBe(false)
  expect(round(known, run(false))).toBe(true)
})

test('a result that fails its checks as before is no news, a stage that fails is', () => {
  const known = new Map<string, string>()
  const checked: RunEvent = { type: 'stage-checked', stage: 'a', checks: [{ ...outcome(false), level: 'error' }] }
  const failed = { type: 'stage-failed', stage: 'a', fingerprint: 'f' as never, seconds: 0 } as const
  const error = { code: 'E_CHECK', message: '1 of 1 check failed' }
  expect(round(known, [checked, { ...failed, error, outputs: {} }], true)).toBe(true)
  expect(round(known, [checked, { ...failed, error, outputs: {} }])).toBe(false)
  expect(round(known, [{ ...failed, error }])).toBe(true)
})
