import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { type Graph, reach } from './graph.ts'

export interface Selection {
  /** The named stages; empty means the whole pipeline. */
  readonly stages?: readonly string[]
  /** Only the named stages: what they read from above is taken as it is. */
  readonly only?: boolean
  /** This stage and everything below it. */
  readonly from?: string
  /** Run the named stages (with `from`: those below it too; without names: all) even when nothing has changed. */
  readonly force?: boolean
}

export interface SelectedStages {
  /** In an order in which they can run. */
  readonly stages: readonly string[]
  readonly forced: ReadonlySet<string>
}

/** @throws E_UNKNOWN_STAGE */
export function selectStages(graph: Graph, selection: Selection): SelectedStages {
  const named = selection.stages ?? []
  for (const name of [...named, ...(selection.from === undefined ? [] : [selection.from])]) {
    if (graph.parents.has(name)) continue
    throw new MillraceError('E_UNKNOWN_STAGE', `there is no stage "${name}"`, { hint: didYouMean(name, graph.order) })
  }
  const below = selection.from === undefined ? new Set<string>() : reach([selection.from], graph.children)
  const wanted = named.length + below.size === 0 ? new Set(graph.order) : new Set([...named, ...below])
  const needed = selection.only ? wanted : reach(wanted, graph.parents)
  return {
    stages: graph.order.filter((name) => needed.has(name)),
    forced: selection.force ? wanted : new Set(),
  }
}
