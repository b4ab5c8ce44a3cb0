import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diskError } from '../../base/errors/disk-error.ts'
import { makeFolder } from '../cache/make-folder.ts'
import { parseProcessName, processName } from '../claims/process-name.ts'
import { processState } from '../claims/process-state.ts'

/**
 * Which worker belongs to which runner, as empty files `<runner>+<worker>`. A worker ends with its runner as soon as it
 * listens; one that is deep in a loop does not listen, and after a kill -9 of the runner nobody watches its memory any more.
 */
export class WorkerRegistry {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Ends what workers dead runners have left, where it is proven that they are theirs. */
  endOrphans(): void {
    for (const file of existsSync(this.#folder) ? readdirSync(this.#folder) : []) {
      const [runner, worker] = file.split('+') as [string, string | undefined]
      if (worker === undefined || processState(runner) !== 'dead') continue
      if (processState(worker) === 'alive') process.kill(parseProcessName(worker)!.pid, 'SIGKILL')
      tolerate(() => rmSync(join(this.#folder, file), { force: true }))
    }
  }

  /** @returns a function that strikes the worker out again */
  enter(pid: number): () => void {
    const path = join(this.#folder, `${processName()}+${processName(pid)}`)
    tolerate(() => {
      makeFolder(this.#folder)
      writeFileSync(path, '')
    })
    return () => tolerate(() => rmSync(path, { force: true }))
  }
}

/** A store that cannot be written can still be looked at. */
function tolerate(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (diskError(error) === undefined) throw error
  }
}
