import type { Wire } from '../../engine/definition/wire.ts'
import { labelIn } from '../../engine/fan/instantiate.ts'
import type { LinkedPipeline } from '../../engine/link.ts'

/**
 * Which part of what an instance of a fan is for: `features.table` and `Getafe` for `score[Getafe]`.
 * @param pipeline as it was before fans were spread out
 */
export function partOf(
  { stages }: LinkedPipeline,
  instance: string,
): { readonly wire: Wire; readonly label: string } | undefined {
  for (const { node } of stages.values()) {
    const label = node.each === undefined ? undefined : labelIn(node.name, instance)
    if (label !== undefined) return { wire: node.each!.wire, label }
  }
  return undefined
}
