import { canonicalJson } from '../base/canonical-json.ts'
import { sha256Json } from '../base/hash.ts'
import type { LocalStore } from '../engine/cache/local-store.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import type { Executor } from '../engine/contracts/executor.ts'
import type { StoredValue } from '../engine/contracts/kind.ts'
import type { Fact, MeasureRequest, Question } from '../engine/contracts/measure.ts'
import type { KindName } from '../engine/contracts/port.ts'
import type { RunContext } from '../engine/run-context.ts'
import { ownIdentity } from './own-identity.ts'

/**
 * Answers what checks ask of the outputs of a stage. An answer is remembered by the content of the outputs and by what is
 * asked, so that a table is measured once: for another bound, another run, or a run that makes the same table again.
 */
export function outputMeasure(store: LocalStore, executor: Executor): RunContext['measure'] {
  let measuredBy: string | undefined
  return async (kind, outputs, questions) => {
    measuredBy ??= ownIdentity('kinds', 'table')
    const contents = Object.entries(outputs).map(([name, { content }]) => [name, content])
    const memo = store.path('memo', 'facts', `${sha256Json([measuredBy, kind, contents])}.json`)
    const known = new Map(Object.entries(readJson<Record<string, Fact>>(memo) ?? {}))
    const open = new Map(
      questions.map((question) => [canonicalJson(question), question] as const).filter(([key]) => !known.has(key)),
    )
    if (open.size > 0) {
      const facts = await ask(executor, kind, outputs, [...open.values()])
      for (const [i, key] of [...open.keys()].entries()) known.set(key, facts[i]!)
      writeMemory(memo, Object.fromEntries(known))
    }
    return questions.map((question) => known.get(canonicalJson(question))!)
  }
}

function ask(
  executor: Executor,
  kind: KindName,
  outputs: Readonly<Record<string, StoredValue>>,
  questions: readonly Question[],
): Promise<readonly Fact[]> {
  const paths = Object.fromEntries(Object.entries(outputs).map(([name, { path }]) => [name, path]))
  const request: MeasureRequest = { kind, paths, questions }
  return executor.call('measure', request) as Promise<readonly Fact[]>
}
