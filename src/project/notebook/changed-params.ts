import { isDeepStrictEqual } from 'node:util'
import type { LinkedStage } from '../../engine/link.ts'
import type { Project } from '../open-project.ts'

/**
 * Those of a stage's parameters that are others than the pipeline's, as `stage.param` and value: what makes a trial of a run.
 * @param name a stage, or what all instances of a matrix share
 */
export function changedParams(
  { pipeline }: Project,
  name: string,
  given: Readonly<Record<string, unknown>>,
): readonly (readonly [string, unknown])[] {
  const stages = [...pipeline.stages.values()].filter(({ node }) => node.name === name || node.base === name)
  return Object.entries(given)
    .filter(([key, value]) => stages.some((stage) => !isParam(stage, key, value)))
    .map(([key, value]) => [`${name}.${key}`, value])
}

/** As the file has it, or as the stage's schema made of that. */
function isParam({ node, params }: LinkedStage, key: string, value: unknown): boolean {
  const resolved = (params as Readonly<Record<string, unknown>> | undefined)?.[key]
  return isDeepStrictEqual(node.params[key], value) || isDeepStrictEqual(resolved, value)
}
