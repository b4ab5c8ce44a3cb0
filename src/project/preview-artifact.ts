import { sha256Json } from '../base/hash.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import type { ArtifactRecord } from '../engine/contracts/artifact.ts'
import type { Kind } from '../engine/contracts/kind.ts'
import type { KindName } from '../engine/contracts/port.ts'
import { figureKind } from '../kinds/figure-kind.ts'
import { jsonKind } from '../kinds/json-kind.ts'
import type { Project } from './open-project.ts'

/** Kinds that are shown as they are: reading them is cheaper than remembering what was read. */
const plainKinds: Partial<Record<KindName, Kind>> = { json: jsonKind, figure: figureKind }

/**
 * What the report shows of an artifact. What takes work is made once per artifact, by a worker, and remembered.
 * @param madeBy which Millrace makes it
 */
export async function previewArtifact(project: Project, record: ArtifactRecord, madeBy: string): Promise<unknown> {
  const plain = plainKinds[record.kind]
  if (plain !== undefined) return plain.preview(project.store.objectPath(record.file))
  const memo = memoPath(project, record, madeBy)
  const known = readJson<{ preview: unknown }>(memo)
  if (known !== undefined) return known.preview
  const request = { kind: record.kind, path: project.store.objectPath(record.file) }
  const preview = await project.executor.call('preview', request, { isBrief: true })
  writeMemory(memo, { preview })
  return preview
}

/** What is remembered of an artifact's preview; undefined where none was made. */
export function knownPreview(project: Project, record: ArtifactRecord, madeBy: string): unknown {
  return readJson<{ preview: unknown }>(memoPath(project, record, madeBy))?.preview
}

function memoPath({ store }: Project, { kind, file }: ArtifactRecord, madeBy: string): string {
  return store.path('memo', 'previews', `${sha256Json([madeBy, kind, file])}.json`)
}
