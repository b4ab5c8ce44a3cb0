import type { Executor, JobEvents, JobResult, StageJob } from '../contracts/executor.ts'
import { WorkerProcess } from './worker-process.ts'

/** A worker that has grown beyond this is not used again, so that one stage's leavings do not weigh on the next. */
const retireAboveBytes = 400e6

const callsAtOnce = 2

/**
 * Runs stages in processes of this machine, forked ahead of need. A crash, an exit, a full heap or a timeout ends one
 * process, and with it one stage; the runner and the others never notice.
 */
export class WorkerPool implements Executor {
  readonly #workerPath: () => Promise<string>
  readonly #projectFolder: string
  readonly #defaultMemoryBytes: number
  #idle: WorkerProcess[] = []
  readonly #all = new Set<WorkerProcess>()
  #closed = false
  #calls = 0
  readonly #waiting: (() => void)[] = []
  /** A worker in the middle of a long loop does not notice that the runner is gone. */
  readonly #onExit = () => {
    for (const worker of this.#all) worker.kill()
  }

  constructor(workerPath: () => Promise<string>, projectFolder: string, defaultMemoryBytes: number) {
    this.#workerPath = workerPath
    this.#projectFolder = projectFolder
    this.#defaultMemoryBytes = defaultMemoryBytes
    process.on('exit', this.#onExit)
  }

  /** Forks workers now, so that they are up when the first stages are ready. */
  async warm(count: number): Promise<void> {
    const path = await this.#workerPath()
    while (!this.#closed && this.#all.size < count) this.#idle.push(this.#fork(path, this.#defaultMemoryBytes))
  }

  async run(job: StageJob, events: JobEvents = {}, signal?: AbortSignal): Promise<JobResult> {
    const worker = await this.#take(job.limits.memoryBytes)
    const result = await worker.run(job, events, signal)
    this.#giveBack(worker)
    return result
  }

  /** Questions are short: a few workers answer them in turn, however many are asked at once. */
  async call(method: string, args: unknown): Promise<unknown> {
    while (this.#calls >= callsAtOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#calls++
    try {
      return await this.#callNow(method, args)
    } finally {
      this.#calls--
      this.#waiting.shift()?.()
    }
  }

  async #callNow(method: string, args: unknown): Promise<unknown> {
    const worker = await this.#take(this.#defaultMemoryBytes)
    try {
      return await worker.call(method, args)
    } finally {
      this.#giveBack(worker)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    process.off('exit', this.#onExit)
    this.#onExit()
    this.#all.clear()
    this.#idle = []
  }

  async #take(memoryBytes: number): Promise<WorkerProcess> {
    // The one that was busy last: its code and caches are warm, and in a chain the others are left in peace.
    const fitting = this.#idle.findLast((worker) => worker.alive && worker.memoryBytes === memoryBytes)
    if (fitting === undefined) return this.#fork(await this.#workerPath(), memoryBytes)
    this.#idle = this.#idle.filter((worker) => worker !== fitting)
    fitting.ref()
    return fitting
  }

  #fork(path: string, memoryBytes: number): WorkerProcess {
    const worker = new WorkerProcess(path, this.#projectFolder, memoryBytes)
    this.#all.add(worker)
    return worker
  }

  #giveBack(worker: WorkerProcess): void {
    if (worker.alive && !this.#closed && worker.residentBytes() < retireAboveBytes) {
      this.#idle.push(worker)
      return
    }
    worker.kill()
    this.#all.delete(worker)
  }
}
