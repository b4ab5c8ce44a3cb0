import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Sha256 } from '../../base/hash.ts'
import { readLock } from '../../engine/cache/lock-file.ts'
import { sameTokens, statToken, type Tokens } from '../../engine/cache/stat-token.ts'
import { envNames } from '../env-names.ts'
import { type OpenOptions, openProject, type Project, type Standing } from '../open-project.ts'
import { type ProjectPaths, projectPaths } from '../project-paths.ts'
import { envDigest } from '../read-snapshot.ts'
import { told } from './display/told.ts'

interface Opened {
  readonly project: Project
  /** Metadata of pipeline file, fragments, `.env` and of all code, as it was before they were read. */
  readonly tokens: Tokens
  readonly env: ReadonlyMap<string, Sha256 | null>
  readonly lock: string | undefined
}

/**
 * A project that stays open while a person works: opened again when one of the files that it was read from is another than it
 * was, and handed out as it is when none is. That question costs one look at the metadata of each file.
 */
export class KeptProject {
  readonly paths: ProjectPaths
  readonly options: OpenOptions
  readonly standing: Standing
  #opened: Opened | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #closed = false

  /** @param standing store and workers, which stay when the project is opened again and when this is closed */
  constructor(options: OpenOptions, standing: Standing) {
    this.options = options
    this.standing = standing
    this.paths = projectPaths(options.pipeline)
  }

  /**
   * The project as its files are now.
   * @throws MillraceError with the place of the mistake, where the pipeline or a stage is broken now; E_TABLE_SESSION when closed
   */
  now(): Promise<Project> {
    // One after the other: two reads at once must not open it twice.
    const look = () => this.#look()
    const next = told(this.#turn.then(look, look))
    this.#turn = next.catch(() => {})
    return next
  }

  async #look(): Promise<Project> {
    if (this.#closed) {
      throw new MillraceError('E_TABLE_SESSION', 'The pipeline was closed, and is read.', {
        hint: 'Open it again: await openPipeline().',
      })
    }
    const known = this.#opened
    const lock = statToken(this.paths.lock)
    if (known !== undefined && isAsItWas(known)) {
      if (known.lock === lock) return known.project
      // Only the results are others: what was read of the pipeline holds.
      this.#opened = { ...known, lock, project: { ...known.project, lock: readLock(this.paths.lock) } }
      return this.#opened.project
    }
    this.#opened = undefined
    await known?.project.close()
    const project = await openProject(this.options, this.standing)
    const code = new Set([...project.pipeline.stages.values()].map(({ tokens }) => tokens))
    this.#opened = {
      project,
      tokens: Object.assign({}, ...code, project.tokens) as Tokens,
      env: new Map(envNames(project).map((name) => [name, envDigest(name)])),
      lock,
    }
    return project
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#turn
    await this.#opened?.project.close()
    this.#opened = undefined
  }
}

function isAsItWas({ tokens, env }: Opened): boolean {
  return sameTokens(tokens) && [...env].every(([name, digest]) => envDigest(name) === digest)
}
