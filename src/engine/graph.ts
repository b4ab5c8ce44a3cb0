import { MillraceError } from '../base/errors/millrace-error.ts'
import { type PipelineDefinition, stageWires } from './definition/definition.ts'

/** Who reads whom, and an order in which all can run. */
export interface Graph {
  /** Every stage after all that it reads from; ties in the order of the file. */
  readonly order: readonly string[]
  readonly parents: ReadonlyMap<string, readonly string[]>
  readonly children: ReadonlyMap<string, readonly string[]>
}

/**
 * Kahn's algorithm, without recursion: a chain of a thousand stages is as good as one of ten. O(stages + wires).
 * @throws E_CYCLE that spells one circle out
 */
export function buildGraph(definition: PipelineDefinition): Graph {
  const names = [...definition.stages.keys()]
  const parents = new Map<string, string[]>(names.map((name) => [name, []]))
  const children = new Map<string, string[]>(names.map((name) => [name, []]))
  for (const stage of definition.stages.values()) {
    const read = new Set(stageWires(stage).map((wire) => wire.stage))
    for (const parent of read) {
      parents.get(stage.name)!.push(parent)
      children.get(parent)!.push(stage.name)
    }
  }
  const waiting = new Map(names.map((name) => [name, parents.get(name)!.length]))
  const order = names.filter((name) => waiting.get(name) === 0)
  for (let i = 0; i < order.length; i++) {
    for (const child of children.get(order[i]!)!) {
      const left = waiting.get(child)! - 1
      waiting.set(child, left)
      if (left === 0) order.push(child)
    }
  }
  if (order.length < names.length) throw cycleError(definition, parents, new Set(order))
  return { order, parents, children }
}

function cycleError(definition: PipelineDefinition, parents: Map<string, string[]>, done: Set<string>): MillraceError {
  // Walking up from any stage that could not be ordered ends in a circle.
  const seen = new Set<string>()
  let current = [...parents.keys()].find((name) => !done.has(name))!
  while (!seen.has(current)) {
    seen.add(current)
    current = parents.get(current)!.find((name) => !done.has(name))!
  }
  const walked = [...seen]
  const circle = [...walked.slice(walked.indexOf(current)), current].reverse()
  const stage = definition.stages.get(circle[1]!)!
  const wire = stageWires(stage).find((each) => each.stage === circle[0])
  return new MillraceError('E_CYCLE', `stages wait for one another in a circle: ${circle.join(' → ')}`, {
    at: wire?.at ?? stage.at.name,
    hint: 'Take one of these wires out.',
  })
}

/** All stages that the given ones lead to along `edges`, themselves included. */
export function reach(from: Iterable<string>, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set(from)
  for (const name of found) for (const next of edges.get(name) ?? []) found.add(next)
  return found
}
