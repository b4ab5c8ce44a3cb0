import { type Sha256, sha256Json } from '../../base/hash.ts'
import type { DigestMemo } from '../cache/digest-memo.ts'
import { statToken } from '../cache/stat-token.ts'
import type { BorderInput, StageNode } from '../definition/definition.ts'
import { stageSources } from '../definition/definition.ts'
import type { BorderFiles } from './border-files.ts'
import { resolveBorder } from './resolve-border.ts'

/** A border input with its content known. */
export interface BorderContent extends BorderFiles {
  readonly content: Sha256
  /** Digest of each file by its name. */
  readonly digests: Readonly<Record<string, Sha256>>
  /** Metadata of each watched path, looked at before the content was. */
  readonly tokens: ReadonlyMap<string, string | undefined>
}

/**
 * Finds and digests what the given stages read at the border. Names count: a stage may show them. Where the files lie
 * does not.
 */
export async function readBorderContents(
  stages: Iterable<StageNode>,
  digests: DigestMemo,
  downloads: string,
): Promise<Map<BorderInput, BorderContent>> {
  const contents = new Map<BorderInput, BorderContent>()
  for (const stage of stages) {
    for (const { source } of stageSources(stage)) {
      if (source.type !== 'border') continue
      const border = await resolveBorder(source, downloads)
      const tokens = new Map(border.watched.map((path) => [path, statToken(path)]))
      const named: [string, Sha256 | undefined][] = []
      for (const { path, name } of border.files) named.push([name, await digests.digest(path)])
      const known = named.flatMap(([name, digest]) => (digest === undefined ? [] : [[name, digest] as const]))
      contents.set(source, { ...border, tokens, digests: Object.fromEntries(known), content: sha256Json(named) })
    }
  }
  return contents
}
