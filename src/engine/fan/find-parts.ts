import { rmSync } from 'node:fs'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type Sha256, sha256Json } from '../../base/hash.ts'
import { claimFolder } from '../cache/claim-folder.ts'
import { readJson } from '../cache/read-json.ts'
import { writeMemory } from '../cache/write-memory.ts'
import type { ArtifactRecord } from '../contracts/artifact.ts'
import type { JobOutput } from '../contracts/executor.ts'
import type { Each, Part } from '../definition/definition.ts'
import type { StageOutputs } from '../outputs-above.ts'
import type { RunContext } from '../run-context.ts'

/** What a worker is asked when an output is to be taken apart. */
export interface SplitRequest {
  readonly kind: ArtifactRecord['kind']
  readonly path: string
  readonly by: readonly string[] | undefined
  /** Where the parts are to be written. */
  readonly folder: string
}

/** One part, as the worker wrote it. */
export interface SplitPart extends JobOutput {
  readonly label: string
  readonly value: unknown
  readonly extension: string
}

/** The memory of how an output was taken apart. */
export interface SplitMemo {
  /** Digest of the file that was taken apart. */
  readonly whole: Sha256
  readonly parts: readonly StoredPart[]
}

interface StoredPart {
  readonly label: string
  readonly value: unknown
  readonly artifact: ArtifactRecord
}

/**
 * The parts of what a fan goes over, each an object of the store with a digest of its own: an instance whose part is as it
 * was is not run again. Which parts an output has is remembered by its content.
 *
 * @throws E_EACH when the output has no parts, or two of one name
 */
export async function findParts(
  context: RunContext,
  stage: string,
  each: Each,
  outputs: StageOutputs,
): Promise<readonly Part[]> {
  if (each.parts !== undefined) return each.parts
  const { store } = context
  const whole = outputs[each.wire.output]!
  const memo = store.path(
    'memo',
    'parts',
    `${sha256Json({ content: whole.content, kind: whole.kind, by: each.by ?? null })}.json`,
  )
  const known = readJson<SplitMemo>(memo)?.parts
  const stored = known && (await allThere(context, known)) ? known : await split()
  return stored.map(({ label, value, artifact }) => ({ label, value, source: { type: 'part', artifact, at: each.at } }))

  async function split(): Promise<readonly StoredPart[]> {
    const folder = claimFolder(store.path('work'))
    try {
      const request: SplitRequest = { kind: whole.kind, path: store.objectPath(whole.file), by: each.by, folder }
      const parts = (await context.executor.call('split', request).catch((error: unknown) => {
        throw new MillraceError(
          'E_EACH',
          `stage "${stage}" cannot go over "${each.wire.stage}.${each.wire.output}": ${(error as Error).message}`,
          {
            at: each.at,
            hint: 'Parts are the items of a list, the entries of a record, or the rows or groups of a table.',
            cause: error,
          },
        )
      })) as readonly SplitPart[]
      const twice = parts.find(({ label }, i) => parts.findIndex((part) => part.label === label) !== i)
      if (twice !== undefined) {
        throw new MillraceError('E_EACH', `stage "${stage}" would have two instances for "${twice.label}"`, {
          at: each.at,
          hint: 'Each part needs a name of its own.',
        })
      }
      const found: StoredPart[] = []
      for (const { label, value, extension, path, kind, file, content, bytes, facts } of parts) {
        await store.putObject(path, file)
        found.push({ label, value, artifact: { kind, extension, file, content, bytes, facts } })
      }
      writeMemory(memo, { whole: whole.file, parts: found } satisfies SplitMemo)
      return found
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function allThere({ store }: RunContext, parts: readonly StoredPart[]): Promise<boolean> {
  for (const { artifact } of parts) if ((await store.verifyObject(artifact.file)) !== 'intact') return false
  return true
}
