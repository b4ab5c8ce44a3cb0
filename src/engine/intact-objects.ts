import { existsSync } from 'node:fs'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { ArtifactRecord } from './contracts/artifact.ts'
import { stageSources } from './definition/definition.ts'
import type { LinkedStage } from './link.ts'
import type { RunContext } from './run-context.ts'
import { storeGone } from './run-error.ts'

/**
 * Paths of the stored outputs that a stage reads, looked at once more before it does: between planning and now somebody may
 * have been at the store.
 * @throws E_STORE_CORRUPT, E_STORE_GONE
 */
export async function intactObjects(
  { store }: RunContext,
  { node, code }: LinkedStage,
  outputsOf: (stage: string) => Readonly<Record<string, ArtifactRecord>>,
): Promise<string[]> {
  if (!existsSync(code.executable)) throw storeGone(store)
  const paths: string[] = []
  for (const { source } of stageSources(node)) {
    if (source.type === 'border' || source.type === 'each') continue
    const { file } = source.type === 'part' ? source.artifact : outputsOf(source.stage)[source.output]!
    if ((await store.verifyObject(file)) !== 'intact') {
      throw new MillraceError(
        'E_STORE_CORRUPT',
        `${source.type === 'part' ? 'its part' : `the stored output "${source.stage}.${source.output}"`} was damaged or removed before ${node.name} could read it`,
        { hint: 'Run again: what is gone or damaged is made again.' },
      )
    }
    paths.push(store.objectPath(file))
  }
  return paths
}
