import { type ChildProcess, spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { type ErrorDocument, MillraceError } from '../../base/errors/millrace-error.ts'
import type { JobEvents, JobResult, StageJob } from '../contracts/executor.ts'
import { fromChannelText, toChannelText } from './channel-text.ts'
import { endProcessGroup } from './end-process-group.ts'
import { familyBytes } from './family-bytes.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import { residentBytes } from './resident-bytes.ts'
import { runsOnDeno, workerNode } from './worker-node.ts'

/** How often a worker's memory is looked at. Typed arrays and DuckDB escape V8's own limit. */
const watchEveryMs = 40

interface Pending {
  readonly id: number
  readonly onMessage: (message: FromWorker) => void
  readonly onExit: (code: number | null, signal: NodeJS.Signals | null) => void
}

/** One worker process, as the runner sees it. It does one thing at a time. */
export class WorkerProcess {
  readonly memoryBytes: number
  readonly #child: ChildProcess
  readonly #ready: Promise<void>
  #pending: Pending | undefined
  #onOutput: ((text: string) => void) | undefined
  #stderrTail = ''
  /** What works for the stage besides the worker: it is watched and ended with it. */
  #group: number | undefined
  #alive = true
  #isUsable = true
  #nextId = 1

  constructor(workerPath: string, projectFolder: string, memoryBytes: number) {
    this.memoryBytes = memoryBytes
    const flags = [
      `--max-old-space-size=${Math.max(64, Math.floor(memoryBytes / 2 ** 20))}`,
      '--enable-source-maps',
      '--no-warnings',
    ]
    // By `spawn` and not by `fork`: that of Deno would start Deno.
    this.#child = spawn(workerNode(), [...flags, workerPath, projectFolder, ...(runsOnDeno ? ['text'] : [])], {
      cwd: projectFolder,
      // Only what a process needs to live: a stage sees declared values and no others.
      env: { ...pick(process.env, ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'LD_LIBRARY_PATH']), TZ: 'UTC', LANG: 'C' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: runsOnDeno ? 'json' : 'advanced',
    })
    this.#ready = new Promise((resolve) => this.#child.once('message', () => resolve()))
    this.#child.on('message', (received: unknown) => {
      const message = (runsOnDeno ? fromChannelText(received as string) : received) as FromWorker
      if ('left' in message && message.left !== undefined) this.#isUsable = false
      if (message.type !== 'ready' && message.id === this.#pending?.id) this.#pending.onMessage(message)
    })
    this.#child.on('error', () => this.#end(null, null))
    this.#child.on('exit', (code, signal) => this.#end(code, signal))
    this.#child.stdout!.on('data', (data: Buffer) => this.#onOutput?.(data.toString()))
    this.#child.stderr!.on('data', (data: Buffer) => {
      this.#stderrTail = (this.#stderrTail + data.toString()).slice(-4000)
      this.#onOutput?.(data.toString())
    })
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  onExit(use: () => void): void {
    this.#child.once('exit', use)
  }

  get alive(): boolean {
    return this.#alive
  }

  /** Whether it is as it was before any stage ran in it. */
  get isUsable(): boolean {
    return this.#alive && this.#isUsable
  }

  /** Lets the runner end although the worker is there. */
  unref(): void {
    this.#child.unref()
    this.#child.channel?.unref()
    for (const stream of [this.#child.stdout, this.#child.stderr])
      (stream as unknown as { unref?: () => void })?.unref?.()
  }

  ref(): void {
    this.#child.ref()
    this.#child.channel?.ref()
  }

  kill(): void {
    this.#endGroup()
    if (this.#alive) this.#child.kill('SIGKILL')
  }

  residentBytes(): number {
    const own = residentBytes(this.#child.pid ?? -1) ?? 0
    return this.#group === undefined ? own : own + familyBytes(this.#group)
  }

  #endGroup(): void {
    if (this.#group !== undefined) endProcessGroup(this.#group)
    this.#group = undefined
  }

  #end(code: number | null, signal: NodeJS.Signals | null): void {
    if (!this.#alive) return
    this.#alive = false
    this.#endGroup()
    // What it printed last arrives after the exit: one turn of the loop lets it in.
    setImmediate(() => this.#pending?.onExit(code, signal))
  }

  call(method: string, args: unknown, limitMs?: number): Promise<unknown> {
    const id = this.#nextId++
    let thrown: ErrorDocument | undefined
    let timeout: NodeJS.Timeout | undefined
    if (limitMs !== undefined) {
      // A process that is only starting is not late.
      void this.#ready.then(() => {
        timeout = setTimeout(() => {
          const message = `the worker process did not answer ${method} within ${limitMs / 1000} s`
          thrown = { code: 'E_STAGE_TIMEOUT', message }
          this.kill()
        }, limitMs)
      })
    }
    const answered = new Promise((resolve, reject) => {
      this.#pending = {
        id,
        onMessage: (message) => {
          if (message.type === 'thrown') {
            thrown = message.error
            this.kill()
          }
          if (message.type !== 'answer') return
          this.#pending = undefined
          if (message.error === undefined) resolve(message.value)
          else reject(errorFrom(message.error))
        },
        onExit: (code, signal) => {
          this.#pending = undefined
          if (thrown !== undefined) return reject(errorFrom(thrown))
          reject(new MillraceError('E_STAGE_CRASHED', `the worker process ended (${exitText(code, signal)})`))
        },
      }
      this.#send({ type: 'call', id, method, args })
    })
    return answered.finally(() => clearTimeout(timeout))
  }

  run(job: StageJob, events: JobEvents, signal: AbortSignal | undefined): Promise<JobResult> {
    const id = this.#nextId++
    const started = performance.now()
    const seconds = () => (performance.now() - started) / 1000
    let verdict: ErrorDocument | undefined
    this.#onOutput = (text) => events.onLog?.(text)
    this.#stderrTail = ''

    const stop = (error: ErrorDocument) => {
      verdict ??= error
      this.kill()
    }
    const watch = setInterval(() => {
      const bytes = this.residentBytes()
      if (bytes > job.limits.memoryBytes) stop(memoryError(job, `it held ${megabytes(bytes)}`))
    }, watchEveryMs)
    const timeout =
      job.limits.timeoutMs === undefined ? undefined : setTimeout(() => stop(timeoutError(job)), job.limits.timeoutMs)
    const onAbort = () => stop({ code: 'E_INTERRUPTED', message: `stage "${job.stage}" was interrupted` })
    signal?.addEventListener('abort', onAbort)

    return new Promise<JobResult>((resolve) => {
      const finish = (result: JobResult) => {
        clearInterval(watch)
        clearTimeout(timeout)
        signal?.removeEventListener('abort', onAbort)
        this.#pending = undefined
        this.#onOutput = undefined
        resolve(result)
      }
      this.#pending = {
        id,
        onMessage: (message) => {
          if (message.type === 'progress') events.onProgress?.(message.done, message.total, message.label)
          else if (message.type === 'log') events.onLog?.(message.text)
          else if (message.type === 'group') this.#group = message.group
          else if (message.type === 'thrown') stop(message.error)
          // What it printed before comes by another way: one turn of the loop lets it in.
          else if (message.type === 'result') setImmediate(() => finish(message.result))
        },
        onExit: (code, exitSignal) => {
          const error = verdict ?? exitError(job, code, exitSignal, this.#stderrTail)
          finish({ ok: false, error, seconds: seconds() })
        },
      }
      if (signal?.aborted) onAbort()
      else this.#send({ type: 'run', id, job })
    })
  }

  #send(message: ToWorker): void {
    if (this.#alive) this.#child.send(runsOnDeno ? toChannelText(message) : message)
    else setImmediate(() => this.#pending?.onExit(null, null))
  }
}

function exitError(job: StageJob, code: number | null, signal: NodeJS.Signals | null, stderr: string): ErrorDocument {
  if (/heap out of memory|Reached heap limit|allocation failed/i.test(stderr)) {
    return memoryError(job, 'the JavaScript heap was full')
  }
  if (signal === null && code !== null && code < 128) {
    return {
      code: 'E_STAGE_EXITED',
      message: `stage "${job.stage}" ended its process with code ${code} instead of returning its outputs`,
      hint: 'Throw an error to fail, or return the outputs; do not call process.exit().',
    }
  }
  return {
    code: 'E_STAGE_CRASHED',
    message: `the process of stage "${job.stage}" was ended by ${exitText(code, signal)}`,
    hint: 'The system may have run out of memory, or native code crashed; the log of the stage holds what it printed last.',
  }
}

function memoryError(job: StageJob, because: string): ErrorDocument {
  return {
    code: 'E_STAGE_MEMORY',
    message: `stage "${job.stage}" went over its limit of ${megabytes(job.limits.memoryBytes)} of memory: ${because}`,
    hint: `Give it more with \`memory: 4GB\`, or let DuckDB do the work: it goes to disk where it must.`,
  }
}

function timeoutError(job: StageJob): ErrorDocument {
  return {
    code: 'E_STAGE_TIMEOUT',
    message: `stage "${job.stage}" ran longer than its timeout of ${job.limits.timeoutMs! / 1000} s`,
    hint: 'Give it more with `timeout:`, or make it report progress and see where it is.',
  }
}

function errorFrom(document: ErrorDocument): Error {
  const { code, message, ...options } = document
  const error = new MillraceError(code as MillraceError['code'], message, options)
  if (document.stack !== undefined) error.stack = document.stack
  return error
}

const exitText = (code: number | null, signal: NodeJS.Signals | null) =>
  signal ?? (code === null ? 'an error' : `exit code ${code}`)
const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`

function pick(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}
