import { decideStage, type Verdict } from './decide-stage.ts'
import type { BorderInput, Source } from './definition/definition.ts'
import type { BorderContent } from './inputs/border-contents.ts'
import type { KnownContent } from './known-content.ts'
import { outputsAbove } from './outputs-above.ts'
import type { RunContext } from './run-context.ts'

/**
 * What a run of the selected stages would do, stage by stage, without doing it: a function of definition, digests and
 * store. A stage below one that must run can only be said to wait: its turn may be cut off when the output is the same.
 */
export async function planStages(
  context: RunContext,
  selected: readonly string[],
  forced: ReadonlySet<string>,
  border: ReadonlyMap<BorderInput, BorderContent>,
): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>()
  const outputs = await outputsAbove(context, selected)
  for (const name of selected) {
    const verdict = await decideStage(context, name, contentFrom(border, outputs), forced.has(name))
    verdicts.set(name, verdict)
    if (verdict.type === 'reuse') outputs.set(name, verdict.entry.outputs)
  }
  return verdicts
}

/** Looks up what is known among border inputs and the outputs that are there so far. */
export function contentFrom(
  border: ReadonlyMap<BorderInput, BorderContent>,
  outputs: ReadonlyMap<string, Readonly<Record<string, KnownContent>>>,
) {
  return (source: Source): KnownContent | undefined =>
    source.type === 'border' ? border.get(source) : outputs.get(source.stage)?.[source.output]
}
