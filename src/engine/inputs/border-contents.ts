import { type Sha256, sha256Json } from '../../base/hash.ts'
import type { DigestMemo } from '../cache/digest-memo.ts'
import { statToken } from '../cache/stat-token.ts'
import type { BorderInput, PipelineDefinition } from '../definition/definition.ts'
import { stageSources } from '../definition/definition.ts'
import type { BorderFiles } from './border-files.ts'
import { resolveBorder } from './resolve-border.ts'

/** A border input with its content known. */
export interface BorderContent extends BorderFiles {
  readonly content: Sha256
  /** Of each file, in their order; undefined for one that vanished. */
  readonly digests: readonly (Sha256 | undefined)[]
  /** Metadata of each watched path, looked at before the content was. */
  readonly tokens: ReadonlyMap<string, string | undefined>
}

/**
 * Finds and digests what the given stages read at the border. Names count: a stage may show them. Where the files lie
 * does not.
 */
export async function readBorderContents(
  definition: PipelineDefinition,
  stages: Iterable<string>,
  digests: DigestMemo,
  downloads: string,
): Promise<Map<BorderInput, BorderContent>> {
  const contents = new Map<BorderInput, BorderContent>()
  for (const name of stages) {
    for (const { source } of stageSources(definition.stages.get(name)!)) {
      if (source.type !== 'border') continue
      const border = await resolveBorder(source, definition.folder, downloads)
      const tokens = new Map(border.watched.map((path) => [path, statToken(path)]))
      const named: [string, Sha256 | undefined][] = []
      for (const { path, name } of border.files) named.push([name, await digests.digest(path)])
      contents.set(source, {
        ...border,
        tokens,
        content: sha256Json(named),
        digests: named.map(([, digest]) => digest),
      })
    }
  }
  return contents
}
