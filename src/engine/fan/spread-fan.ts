import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Each, InputDefinition, Part, Source, StageNode } from '../definition/definition.ts'
import { stageWires } from '../definition/definition.ts'
import type { Wire } from '../definition/wire.ts'
import type { LinkedPipeline, LinkedStage } from '../link.ts'
import { instanceOf } from './instantiate.ts'

/**
 * Puts the instances of a fan in its place: from then on they are stages like any others. What collects the fan's output
 * reads the instances' outputs, labelled by part; a fan over this fan has its parts now.
 *
 * @param instances by label, in the order of the parts
 */
export function spreadFan(
  pipeline: LinkedPipeline,
  fan: string,
  parts: readonly Part[],
  instances: ReadonlyMap<string, LinkedStage>,
): LinkedPipeline {
  const { graph } = pipeline
  const names = [...instances.values()].map(({ node }) => node.name)
  const stages = new Map(pipeline.stages)
  stages.delete(fan)
  for (const instance of instances.values()) stages.set(instance.node.name, instance)
  const parents = new Map(graph.parents)
  const children = new Map(graph.children)
  parents.delete(fan)
  children.delete(fan)
  for (const { node } of instances.values()) {
    parents.set(node.name, parentsOf(node))
    children.set(node.name, [])
  }
  for (const parent of graph.parents.get(fan)!) {
    children.set(
      parent,
      children.get(parent)!.flatMap((child) => (child === fan ? [] : [child])),
    )
  }
  for (const { node } of instances.values()) {
    for (const parent of parents.get(node.name)!) children.set(parent, [...(children.get(parent) ?? []), node.name])
  }
  for (const child of graph.children.get(fan)!) {
    const stage = stages.get(child)!
    const node = collect(stage.node, fan, parts)
    stages.set(child, { ...stage, node })
    parents.set(child, parentsOf(node))
    for (const parent of parents.get(child)!) {
      const known = children.get(parent)!
      if (!known.includes(child)) children.set(parent, [...known, child])
    }
  }
  const order = graph.order.flatMap((name) => (name === fan ? names : [name]))
  return { ...pipeline, stages, graph: { order, parents, children } }
}

function parentsOf(node: StageNode): string[] {
  return [...new Set(stageWires(node).map(({ stage }) => stage))]
}

function collect(node: StageNode, fan: string, parts: readonly Part[]): StageNode {
  const follows = node.each?.wire.stage === fan
  const wires = (wire: Wire): readonly (readonly [string, Wire])[] =>
    parts.map(({ label }) => [label, { ...wire, stage: instanceOf(fan, label) }])
  const isFan = (source: Source): source is Wire => source.type === 'wire' && source.stage === fan

  const input = (given: InputDefinition): InputDefinition => {
    if (given.type === 'one') {
      if (!isFan(given.source)) return given
      if (given.source.part !== undefined) return { ...given, source: one(given.source) }
      return follows ? given : { type: 'many', sources: new Map(wires(given.source)), at: given.at }
    }
    const sources = [...given.sources].flatMap(([label, source]): (readonly [string, Source])[] => {
      if (!isFan(source)) return [[label, source]]
      if (source.part !== undefined) return [[label, one(source)]]
      return wires(source).map(([part, wire]) => [`${label},${part}`, wire])
    })
    return { ...given, sources: new Map(sources) }
  }

  function one(wire: Wire): Wire {
    if (parts.some(({ label }) => label === wire.part)) {
      const { part, ...rest } = wire
      return { ...rest, stage: instanceOf(fan, part!) }
    }
    throw new MillraceError('E_EACH', `"${fan}" has no part "${wire.part}" in this run`, {
      at: wire.at,
      hint: `Its parts are: ${parts
        .slice(0, 20)
        .map(({ label }) => label)
        .join(', ')}${parts.length > 20 ? ', …' : ''}.`,
    })
  }

  const each: Each | undefined = follows
    ? {
        ...node.each!,
        parts: parts.map(({ label, value }) => ({
          label,
          value,
          source: { ...node.each!.wire, stage: instanceOf(fan, label) },
        })),
      }
    : node.each
  return { ...node, each, inputs: new Map([...node.inputs].map(([port, given]) => [port, input(given)])) }
}
