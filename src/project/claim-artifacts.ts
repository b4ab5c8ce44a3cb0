import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join, relative } from 'node:path'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { writeAtomically } from '../engine/cache/write-atomically.ts'
import type { PipelineDefinition } from '../engine/definition/definition.ts'
import type { ProjectPaths } from './project-paths.ts'

/** `artifacts/<pipeline>/pipeline.json`: whose artifacts these are. */
interface Owner {
  /** The pipeline file, from the root of the project. */
  readonly file: string
}

const ownerFile = (paths: ProjectPaths, name: string) => join(paths.root, 'artifacts', name, 'pipeline.json')

/**
 * Two pipelines of one name would overwrite each other's artifacts and tell each other's history. A file that has moved, or
 * that has another name by now, owns nothing any more.
 * @throws E_PIPELINE_NAME that names both files
 */
export function checkOwner(paths: ProjectPaths, { name, nameAt }: PipelineDefinition): void {
  const owner = readJson<Owner>(ownerFile(paths, name))?.file
  const own = relative(paths.root, paths.pipeline)
  if (typeof owner !== 'string' || owner === own) return
  const other = join(paths.root, owner)
  if (nameIn(other) !== name || realpathSync(other) === realpathSync(paths.pipeline)) return
  throw new MillraceError('E_PIPELINE_NAME', `${own} and ${owner} are both called "${name}"`, {
    at: nameAt,
    hint: `Artifacts and history go by the name: call one of them something else, or remove ${owner}.`,
  })
}

/** Takes down whose artifacts these are, before the first of them is written. */
export function claimArtifacts(paths: ProjectPaths, { name }: PipelineDefinition): void {
  const path = ownerFile(paths, name)
  const owner: Owner = { file: relative(paths.root, paths.pipeline) }
  if (readJson<Owner>(path)?.file === owner.file) return
  try {
    writeAtomically(path, `${JSON.stringify(owner)}\n`)
  } catch {
    // A disk that is full or cannot be written: the run says so itself.
  }
}

/** The name alone: the other pipeline may be broken in any other way. */
function nameIn(file: string): string | undefined {
  if (!existsSync(file)) return undefined
  return /^name:[ \t]*["']?([A-Za-z][\w-]*)/m.exec(readFileSync(file, 'utf8'))?.[1]
}
