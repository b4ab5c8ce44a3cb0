import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { StageNode } from './definition/definition.ts'
import { fits } from './definition/resolve-reference.ts'
import { labelIn } from './fan/instantiate.ts'
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
  /** Of fans of which not all is wanted: the parts that are. */
  readonly parts: ReadonlyMap<string, ReadonlySet<string>>
}

interface StagesInOrder {
  readonly graph: Graph
  readonly stages: ReadonlyMap<string, { readonly node: StageNode }>
}

/**
 * Finds the stages that names mean: `train` is also every instance of `train`, `train[nfl,spread]` one, and
 * `train[nfl,*]` those that fit.
 *
 * @throws E_UNKNOWN_STAGE
 */
export function selectStages({ graph, stages }: StagesInOrder, selection: Selection): SelectedStages {
  const parts = new Map<string, Set<string>>()
  const byBase = new Map<string, string[]>()
  for (const name of graph.order) {
    const { base } = stages.get(name)!.node
    const known = byBase.get(base)
    if (known === undefined) byBase.set(base, [name])
    else known.push(name)
  }

  function find(name: string): readonly string[] {
    if (stages.has(name)) return [name]
    const instances = byBase.get(name)
    if (instances !== undefined) return instances
    const base = name.slice(0, name.indexOf('['))
    const fitting = (byBase.get(base) ?? []).filter((each) => name.includes('*') && fits(each, name))
    if (fitting.length > 0) return fitting
    for (const fan of byBase.get(base) ?? []) {
      const label = stages.get(fan)!.node.each === undefined ? undefined : labelIn(fan, name)
      if (label === undefined) continue
      parts.set(fan, (parts.get(fan) ?? new Set()).add(label))
      return [fan]
    }
    throw new MillraceError('E_UNKNOWN_STAGE', `there is no stage "${name}"`, {
      hint: didYouMean(name, [...new Set([...byBase.keys(), ...graph.order])]),
    })
  }

  const named = (selection.stages ?? []).flatMap(find)
  const from = selection.from === undefined ? [] : find(selection.from)
  const below = reach(from, graph.children)
  const wanted = named.length + below.size === 0 ? new Set(graph.order) : new Set([...named, ...below])
  const needed = selection.only ? wanted : reach(wanted, graph.parents)
  // What is below a fan reads all of it.
  for (const fan of parts.keys()) {
    const isRead = graph.children.get(fan)!.some((child) => needed.has(child))
    if (isRead || selection.stages?.includes(fan) || below.has(fan)) parts.delete(fan)
  }
  return {
    stages: graph.order.filter((name) => needed.has(name)),
    forced: selection.force ? wanted : new Set(),
    parts,
  }
}
