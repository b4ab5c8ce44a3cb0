import { evaluateCondition } from './conditions/evaluate-condition.ts'
import { decideStage, type Verdict } from './decide-stage.ts'
import type { Part } from './definition/definition.ts'
import { refersToEach } from './definition/fill-references.ts'
import type { Wire } from './definition/wire.ts'
import { findParts } from './fan/find-parts.ts'
import { instantiate } from './fan/instantiate.ts'
import { spreadFan } from './fan/spread-fan.ts'
import type { ContentOf } from './known-content.ts'
import type { LinkedStage } from './link.ts'
import type { Progress } from './progress.ts'
import { withoutSkipped } from './without-skipped.ts'

/** What comes of a stage's turn. */
export type Turn =
  | Verdict
  /** It does not take part in this run. */
  | { readonly type: 'skip'; readonly because: string }
  /** A fan has been spread out: its instances have turns of their own. */
  | { readonly type: 'spread'; readonly instances: readonly string[]; readonly children: readonly string[] }

/**
 * The turn of one stage, once those that it reads from have had theirs: it is skipped, spread out, or decided. The plan, the
 * dry run and the run all ask this one function, so that they cannot disagree. `progress.pipeline` follows what comes out.
 *
 * @throws E_CONDITION, E_EACH, E_DEFINITION when a condition or a part cannot be made sense of
 */
export async function takeTurn(progress: Progress, name: string): Promise<Turn> {
  const { context } = progress
  const stage = progress.pipeline.stages.get(name)!
  const parents = progress.pipeline.graph.parents.get(name)!
  const open = parents.filter((parent) => !progress.outputs.has(parent) && !progress.skipped.has(parent))
  const { when, each } = stage.node
  if (open.length > 0) {
    const unsure = when !== undefined || each !== undefined
    if (unsure) return { type: 'wait', on: open, reasons: [] }
    return decideStage(context, stage, contentOf(progress), progress.forced.has(name))
  }
  const left = withoutSkipped(stage, progress.skipped)
  if (left.type === 'skip') return left
  const { node } = left.stage
  if (when !== undefined) {
    const { holds, seen } = await evaluateCondition(when, (wire) => valueAt(progress, wire))
    if (!holds) return { type: 'skip', because: `${when.text} does not hold: ${seen.join(', ')}` }
  }
  if (each !== undefined) {
    const wanted = progress.selected.parts.get(name)
    const outputs = progress.outputs.get(each.wire.stage) ?? {}
    const all = await findParts(context, name, node.each!, outputs)
    const parts = wanted === undefined ? all : all.filter(({ label }) => wanted.has(label))
    return spread(progress, left.stage, parts)
  }
  if (left.stage !== stage) {
    progress.pipeline = { ...progress.pipeline, stages: new Map(progress.pipeline.stages).set(name, left.stage) }
  }
  return decideStage(context, left.stage, contentOf(progress), progress.forced.has(name))
}

async function spread(progress: Progress, fan: LinkedStage, parts: readonly Part[]): Promise<Turn> {
  const { context } = progress
  const { name } = fan.node
  const children = progress.pipeline.graph.children.get(name)!
  // Side by side, so that workers are asked about all of them in one question.
  const instances = new Map(
    await Promise.all(
      parts.map(async (part): Promise<[string, LinkedStage]> => {
        const node = instantiate(fan.node, part)
        const { params } = refersToEach(fan.node.params) ? await context.load(node) : fan
        return [part.label, { ...fan, node, params }]
      }),
    ),
  )
  const nodes = [...instances.values()].map(({ node }) => node)
  progress.pipeline = spreadFan(progress.pipeline, name, parts, instances)
  const names = nodes.map((node) => node.name)
  if (progress.forced.has(name)) for (const instance of names) progress.forced.add(instance)
  return { type: 'spread', instances: names, children }
}

async function valueAt({ outputs, context }: Progress, wire: Wire): Promise<unknown> {
  return context.readValue(outputs.get(wire.stage)![wire.output]!)
}

/** Looks up what is known among border inputs, parts and the outputs that are there so far. */
function contentOf({ border, outputs }: Progress): ContentOf {
  return (source) => {
    if (source.type === 'border') return border.get(source)
    if (source.type === 'part') return source.artifact
    return source.type === 'wire' ? outputs.get(source.stage)?.[source.output] : undefined
  }
}
