import type { InputDefinition, Source } from './definition/definition.ts'
import { stageWires } from './definition/definition.ts'
import type { LinkedStage } from './link.ts'

/**
 * A stage without what it reads from skipped stages: an optional input is left out, of labelled ones those are left out
 * that have no value. Where an input is needed and has no value, the stage is skipped as well.
 */
export function withoutSkipped(
  stage: LinkedStage,
  skipped: ReadonlyMap<string, string>,
): { readonly type: 'go'; readonly stage: LinkedStage } | { readonly type: 'skip'; readonly because: string } {
  const { node, manifest } = stage
  if (skipped.size === 0 || !stageWires(node).some((wire) => skipped.has(wire.stage))) return { type: 'go', stage }
  const isGone = (source: Source): source is Extract<Source, { type: 'wire' }> =>
    source.type === 'wire' && skipped.has(source.stage)
  const inputs = new Map<string, InputDefinition>()
  for (const [port, input] of node.inputs) {
    const optional = manifest.inputs[port]!.optional === true
    if (input.type === 'one') {
      if (!isGone(input.source)) inputs.set(port, input)
      else if (!optional)
        return { type: 'skip', because: `it reads "${port}" from ${input.source.stage}, which was skipped` }
      continue
    }
    const left = [...input.sources].filter(([, source]) => !isGone(source))
    if (left.length === 0 && input.sources.size > 0 && !optional) {
      return { type: 'skip', because: `all that it reads as "${port}" was skipped` }
    }
    inputs.set(port, { ...input, sources: new Map(left) })
  }
  const other = [...(node.when?.wires ?? []), ...(node.each === undefined ? [] : [node.each.wire])]
  const gone = other.find((wire) => skipped.has(wire.stage))
  if (gone !== undefined && node.each?.parts === undefined) {
    return { type: 'skip', because: `it looks at ${gone.stage}, which was skipped` }
  }
  const parts = node.each?.parts?.filter(({ source }) => !isGone(source as Source))
  const each = node.each === undefined || parts === undefined ? node.each : { ...node.each, parts }
  return { type: 'go', stage: { ...stage, node: { ...node, inputs, each } } }
}
