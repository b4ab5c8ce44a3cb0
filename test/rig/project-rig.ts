import { type ChildProcess, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { onTestFinished } from 'vitest'
import { pidsIn } from './processes.ts'

const repository = join(import.meta.dirname, '..', '..')
const loader = join(repository, 'node_modules', 'tsx', 'dist', 'esm', 'index.mjs')
/** The sources, as `npx tsx run-pipeline` runs them. */
export const fromSources = ['--import', loader, join(repository, 'run-pipeline.ts')]

/** Millrace as it was built before the tests (`build-once.ts`): what Node is started with. */
export function testProgram(): string {
  return process.env.MILLRACE_TEST_PROGRAM!
}

const aboutRuns = /^artifacts\/[^/]+\/(run|pipeline)\.json$/

/** A JSON line that the program wrote: a run event, a line of a plan, a verification or an error. */
export interface Line {
  readonly type: string
  readonly [field: string]: unknown
}

/** What one call of the command line came to. */
export interface CliResult {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Every line of stdout that is JSON. */
  readonly events: readonly Line[]
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Below the project's folder; default: the project's folder. */
  readonly cwd?: string
}

/** A call that is still going on. */
export interface RunningCli {
  readonly process: ChildProcess
  readonly finished: Promise<CliResult>
  /** What it has printed so far, on either stream. */
  printed(): string
}

/** The real program, in a real process, as a user starts it. */
function startCli(folder: string, args: readonly string[], options: CliOptions): RunningCli {
  const child = spawn(process.execPath, args, {
    cwd: join(folder, options.cwd ?? '.'),
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  let both = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    both += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    both += text
  })
  const finished = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      const lines = stdout.split('\n').filter((line) => line.startsWith('{"type"'))
      resolve({ code, stdout, stderr, events: lines.map((line) => JSON.parse(line) as Line) })
    })
  })
  return { process: child, finished, printed: () => both }
}

/** A project in a folder of its own, with the command line to work on it. */
export class ProjectRig {
  readonly folder: string
  readonly #program: readonly string[]
  readonly #running = new Set<ChildProcess>()

  /**
   * @param files text by path; objects are written as JSON. A package.json is added where there is none.
   * @param atEnd told how to remove the project; by default that is when the test ends
   * @param program what Node is started with to be the command line
   */
  constructor(
    files: Readonly<Record<string, unknown>>,
    atEnd: (remove: () => void) => void = onTestFinished,
    program: readonly string[] = [testProgram()],
  ) {
    this.#program = program
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'millrace-test-')))
    atEnd(() => this.remove())
    this.write({ 'package.json': { name: 'rig', private: true, type: 'module' }, ...files })
  }

  /** Ends what still runs in it and removes the folder. */
  remove(): void {
    for (const child of this.#running) child.kill('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true })
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts)
  }

  write(files: Readonly<Record<string, unknown>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(path)), { recursive: true })
      writeFileSync(this.path(path), typeof content === 'string' ? content : JSON.stringify(content))
    }
  }

  /** Writes those files that are not as they should be. The others keep their times, so that nothing is built again. */
  restore(files: Readonly<Record<string, unknown>>): void {
    const differs = ([path, content]: [string, unknown]) =>
      !this.exists(path) || this.read(path) !== (typeof content === 'string' ? content : JSON.stringify(content))
    this.write(Object.fromEntries(Object.entries(files).filter(differs)))
  }

  /** Replaces a text that must be there. */
  edit(path: string, from: string, to: string): void {
    const text = this.read(path)
    if (!text.includes(from)) throw new Error(`${path} does not hold "${from}"`)
    writeFileSync(
      this.path(path),
      text.replace(from, () => to),
    )
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8')
  }

  /**
   * Every file of a folder with its bytes, for saying that nothing has changed. What tells of runs and of the pipeline
   * is left out: it has times.
   */
  contents(...folders: string[]): Record<string, string> {
    const paths = folders.flatMap((folder) => this.#filesBelow(folder)).filter((path) => !aboutRuns.test(path))
    return Object.fromEntries(paths.map((path) => [path, readFileSync(this.path(path), 'latin1')]))
  }

  #filesBelow(path: string): string[] {
    if (!this.exists(path)) return []
    if (!statSync(this.path(path)).isDirectory()) return [path]
    return this.list(path).flatMap((name) => this.#filesBelow(join(path, name)))
  }

  json<Value = unknown>(path: string): Value {
    return JSON.parse(this.read(path)) as Value
  }

  exists(path: string): boolean {
    return existsSync(this.path(path))
  }

  /** Names in a folder, sorted; none when there is no such folder. */
  list(path: string): string[] {
    return this.exists(path) ? readdirSync(this.path(path)).sort() : []
  }

  /** The rows of a table, read by another reader than the one that wrote it. */
  async rows(path: string): Promise<Record<string, unknown>[]> {
    return parquetReadObjects({ file: await asyncBufferFromFile(this.path(path)), compressors })
  }

  run(...args: string[]): Promise<CliResult> {
    return this.start(args).finished
  }

  runWith(options: CliOptions, ...args: string[]): Promise<CliResult> {
    return this.start(args, options).finished
  }

  start(args: readonly string[], options: CliOptions = {}): RunningCli {
    const running = startCli(this.folder, [...this.#program, ...args], options)
    this.#running.add(running.process)
    running.process.on('exit', () => this.#running.delete(running.process))
    return running
  }

  /** Waits until a stage has said that it is where the test wants it, by writing a file. */
  async appears(path: string): Promise<void> {
    await until(() => this.exists(path), `${path} did not appear`)
  }

  /** Waits until stages have written so many process ids into a file, a line for each. */
  async pids(path: string, count = 1): Promise<number[]> {
    await until(() => pidsIn(this.path(path)).length >= count, `${path} did not get ${count} process ids`)
    return pidsIn(this.path(path))
  }
}

/** Waits until something is so. @throws an error when it is not so after a minute */
export async function until(isSo: () => boolean, otherwise: string): Promise<void> {
  const end = Date.now() + 60_000
  while (!isSo()) {
    if (Date.now() > end) throw new Error(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Which stages did their work, in the order in which they ended. */
export function ran({ events }: CliResult): string[] {
  return stagesOf(events, 'stage-finished')
}

export function reused({ events }: CliResult): string[] {
  return stagesOf(events, 'stage-reused')
}

export function stagesOf(events: readonly Line[], type: string): string[] {
  return events.filter((event) => event.type === type).map(({ stage }) => String(stage))
}

/** The codes of the notices of a run. */
export function notices({ events }: CliResult): string[] {
  return events.filter(({ type }) => type === 'notice').map(({ code }) => String(code))
}
