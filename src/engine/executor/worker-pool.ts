import { isMillraceError, MillraceError } from '../../base/errors/millrace-error.ts'
import type { CallOptions, Executor, JobEvents, JobResult, StageJob } from '../contracts/executor.ts'
import { WorkerProcess } from './worker-process.ts'
import { WorkerRegistry } from './worker-registry.ts'

/** A worker that has grown beyond this is not used again, so that one stage's leavings do not weigh on the next. */
const retireAboveBytes = 400e6

const callsAtOnce = 2

/** A worker answers so many brief questions in the time that another one takes to start. */
const worthAnotherWorker = 8

export interface WorkerPoolOptions {
  readonly workerPath: () => Promise<string>
  readonly projectFolder: string
  readonly memoryBytes: number
  /** Where it is written down which workers belong to which runner. */
  readonly registry: string
  /** Packages that keep nothing in their variables that could reach the next stage: those that the worker itself stands on. */
  readonly statelessPackages: readonly string[]
}

/**
 * Runs stages in processes of this machine, forked ahead of need. A crash, an exit, a full heap or a timeout ends one
 * process, and with it one stage; the runner and the others never notice.
 *
 * A process is used again only where no stage can meet what another has left: it must be as it was before (`watchProcess`),
 * and of all stages that import packages with variables of their own it takes one.
 */
export class WorkerPool implements Executor {
  readonly #options: WorkerPoolOptions
  readonly #registry: WorkerRegistry
  #located: Promise<string> | undefined
  #path: string | undefined
  #idle: WorkerProcess[] = []
  readonly #all = new Set<WorkerProcess>()
  readonly #withPackages = new WeakSet<WorkerProcess>()
  /** A worker in the middle of a long loop does not notice that the runner is gone. */
  readonly #onExit = () => this.#killAll()
  #closed = false
  #calls = 0
  readonly #waiting: (() => void)[] = []
  constructor(options: WorkerPoolOptions) {
    this.#options = options
    this.#registry = new WorkerRegistry(options.registry)
    process.once('exit', this.#onExit)
  }

  /** Forks workers now, so that they are up when there is work for them. */
  async warm(count: number): Promise<void> {
    const path = await this.#locateWorker()
    while (!this.#closed && this.#all.size < count) this.#idle.push(this.#fork(path, this.#options.memoryBytes))
  }

  async run(job: StageJob, events: JobEvents = {}, signal?: AbortSignal): Promise<JobResult> {
    const worker = await this.#take(job.limits.memoryBytes, job.packages)
    const result = await worker.run(job, events, signal)
    this.#giveBack(worker)
    return result
  }

  /**
   * A few workers answer questions in turn, however many are asked at once. Brief ones wait for a worker that is there until
   * they are many: to start a second one for the manifest of a second stage takes longer than the answer.
   */
  async call(method: string, args: unknown, options: CallOptions = {}): Promise<unknown> {
    const startsNone = () => options.isBrief && this.#idle.length === 0 && this.#waiting.length < worthAnotherWorker
    while (this.#calls >= (startsNone() ? 1 : callsAtOnce))
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#calls++
    try {
      return await this.#callNow(method, args, options)
    } catch (error) {
      // Killed from outside, say by a system short of memory: a question can be asked twice.
      if (this.#closed || !isMillraceError(error) || error.code !== 'E_STAGE_CRASHED') throw error
      return await this.#callNow(method, args, options)
    } finally {
      this.#calls--
      this.#waiting.shift()?.()
    }
  }

  async #callNow(method: string, args: unknown, { limitMs, packages = [] }: CallOptions): Promise<unknown> {
    const worker = await this.#take(this.#options.memoryBytes, packages)
    try {
      return await worker.call(method, args, limitMs)
    } finally {
      this.#giveBack(worker)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    process.removeListener('exit', this.#onExit)
    this.#killAll()
    this.#idle = []
  }

  #killAll(): void {
    for (const worker of this.#all) worker.kill()
    this.#all.clear()
  }

  async #take(memoryBytes: number, packages: readonly string[]): Promise<WorkerProcess> {
    const brings = packages.some((name) => !this.#options.statelessPackages.includes(name))
    const fits = (worker: WorkerProcess) =>
      worker.isUsable && worker.memoryBytes === memoryBytes && !(brings && this.#withPackages.has(worker))
    // Awaited only once: who comes second must see that the first has taken a worker.
    const path = this.#path ?? (await this.#locateWorker())
    // Who still waits for an answer when the first mistake has ended the opening of a project starts no worker for it.
    if (this.#closed) throw new MillraceError('E_INTERRUPTED', 'the worker processes have been ended')
    // The one that was busy last: its code and caches are warm, and in a chain the others are left in peace.
    const fitting = this.#idle.findLast(fits)
    const worker = fitting ?? this.#fork(path, memoryBytes)
    // Forked in place of one that waits for nothing any more: not one more.
    const superseded = fitting ?? this.#idle.find((idle) => this.#withPackages.has(idle))
    this.#idle = this.#idle.filter((idle) => idle !== superseded)
    if (superseded !== undefined && superseded !== worker) this.#retire(superseded)
    if (brings) this.#withPackages.add(worker)
    worker.ref()
    return worker
  }

  async #locateWorker(): Promise<string> {
    this.#located ??= this.#options.workerPath()
    this.#path = await this.#located
    return this.#path
  }

  #fork(path: string, memoryBytes: number): WorkerProcess {
    if (this.#all.size === 0) this.#registry.endOrphans()
    const worker = new WorkerProcess(path, this.#options.projectFolder, memoryBytes)
    this.#all.add(worker)
    if (worker.pid !== undefined) worker.onExit(this.#registry.enter(worker.pid))
    return worker
  }

  #giveBack(worker: WorkerProcess): void {
    if (worker.isUsable && !this.#closed && worker.residentBytes() < retireAboveBytes) {
      this.#idle.push(worker)
      return
    }
    this.#retire(worker)
  }

  #retire(worker: WorkerProcess): void {
    worker.kill()
    this.#all.delete(worker)
  }
}
