import type { ActionEntry } from '../contracts/cache.ts'
import type { StoredValue } from '../contracts/kind.ts'
import type { Fact, Question } from '../contracts/measure.ts'
import type { KindName } from '../contracts/port.ts'
import type { Check } from '../definition/check.ts'
import type { RunContext } from '../run-context.ts'
import { judge } from './judge.ts'
import { kindOf } from './kind-of.ts'
import type { CheckOutcome } from './outcome.ts'
import { questionOf } from './question-of.ts'

/**
 * Judges all checks of a stage by what its outputs hold, whether they were just made or have been there before. What must
 * be measured is measured once for a content; the verdict is formed each time, since `fresh` depends on the time.
 */
export async function checkStage(
  context: Pick<RunContext, 'store' | 'measure'>,
  checks: readonly Check[],
  outputs: ActionEntry['outputs'],
  now: number = Date.now(),
): Promise<CheckOutcome[]> {
  const facts = new Map<Check, Fact>()
  for (const kind of ['table', 'json'] as const) {
    const own = checks.filter((check) => kindOf(check) === kind)
    if (own.length === 0) continue
    const found = await measure(context, kind, outputs, own.map(questionOf))
    for (const [i, check] of own.entries()) facts.set(check, found[i]!)
  }
  return checks.map((check) => judge(check, facts.get(check)!, now))
}

async function measure(
  { store, measure: ask }: Pick<RunContext, 'store' | 'measure'>,
  kind: KindName,
  outputs: ActionEntry['outputs'],
  questions: readonly Question[],
): Promise<readonly Fact[]> {
  const values = Object.fromEntries(
    Object.entries(outputs)
      .filter(([, record]) => record.kind === kind)
      .map(([name, { file, content }]): [string, StoredValue] => [name, { path: store.objectPath(file), content }]),
  )
  try {
    return await ask(kind, values, questions)
  } catch (error) {
    // What cannot be measured, for want of memory for instance, has not been shown to hold.
    const problem = `could not be measured: ${error instanceof Error ? error.message : String(error)}`
    return questions.map(() => ({ problem }))
  }
}
