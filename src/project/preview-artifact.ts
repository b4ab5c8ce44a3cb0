import { sha256Json } from '../base/hash.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import type { ArtifactRecord } from '../engine/contracts/cache.ts'
import type { Project } from './open-project.ts'

/**
 * What the report shows of an artifact; made once per artifact, by a worker, and remembered.
 * @param madeBy which Millrace makes it
 */
export async function previewArtifact(project: Project, record: ArtifactRecord, madeBy: string): Promise<unknown> {
  const memo = project.store.path('memo', 'previews', `${sha256Json([madeBy, record.kind, record.file])}.json`)
  const known = readJson<{ preview: unknown }>(memo)
  if (known !== undefined) return known.preview
  const preview = await project.executor.call('preview', {
    kind: record.kind,
    path: project.store.objectPath(record.file),
  })
  writeMemory(memo, { preview })
  return preview
}
