import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { diskError } from '../../base/errors/disk-error.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { sha256File } from '../../base/hash.ts'
import type { JobInput, JobOutput, JobResult, StageJob } from '../contracts/executor.ts'
import type { Kind } from '../contracts/kind.ts'
import type { KindName } from '../contracts/port.ts'
import type { RememberedCount } from '../contracts/remembered.ts'
import type { LanguageRuntime } from '../contracts/runtime.ts'
import { openMemory, type PartMemory } from '../remembered/open-memory.ts'
import { captureOutput } from './capture-output.ts'
import { fromChannelText, toChannelText } from './channel-text.ts'
import { errorDocument } from './error-document.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import { watchProcess } from './watch-process.ts'

/** What a worker process is made of; `src/project` puts the real parts in. */
export interface WorkerParts {
  readonly kinds: Readonly<Record<KindName, Kind>>
  readonly runtimes: readonly LanguageRuntime[]
  /** Opens what a job needs (a fresh DuckDB in its sandbox); the function returned closes it. */
  readonly prepare: (job: StageJob) => () => Promise<void>
  readonly methods: Readonly<Record<string, (args: never) => Promise<unknown>>>
  readonly projectFolder: string
  /** Whether the channel to the runner carries texts and no values. */
  readonly speaksText: boolean
}

/** Answers the runner's messages, one at a time, for as long as it is there. */
export function serveWorker(parts: WorkerParts): void {
  const send = (message: FromWorker) => {
    process.send?.(parts.speaksText ? toChannelText(message) : message)
  }
  process.on('disconnect', () => process.exit(0))
  // The runner decides when to stop: an interrupt at the terminal reaches the whole group.
  process.on('SIGINT', () => {})
  let current: number | undefined
  let leavings: ReturnType<typeof watchProcess> | undefined
  const untouched = () => {
    leavings ??= watchProcess()
    return leavings
  }
  process.on('uncaughtException', (thrown) => {
    if (current === undefined) process.exit(1)
    send({ type: 'thrown', id: current, error: errorDocument(thrown, parts.projectFolder) })
  })
  process.on('message', (received: unknown) => {
    const message = (parts.speaksText ? fromChannelText(received as string) : received) as ToWorker
    current = message.id
    const leavings = untouched()
    const answer =
      message.type === 'run' ? run(message.id, message.job) : call(message.id, message.method, message.args)
    void answer.then(async (said) => {
      const left = await leavings()
      current = undefined
      send({ ...said, left } as FromWorker)
    })
  })
  // When this module has been evaluated to its end: until then Node itself listens to more.
  setImmediate(untouched)
  send({ type: 'ready' })

  async function run(id: number, job: StageJob): Promise<FromWorker> {
    const started = performance.now()
    const cpu = process.cpuUsage()
    const times = () => {
      const { user, system } = process.cpuUsage(cpu)
      return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 }
    }
    try {
      const memory = openMemory(job.remembered)
      const outputs = await runJob(job, parts, memory, (message) => send({ ...message, id } as FromWorker))
      return { type: 'result', id, result: { ok: true, outputs, ...times(), ...counted(memory.count()) } }
    } catch (thrown) {
      const full = diskError(thrown, dirname(job.workFolder))
      // A file that the stage itself may not open is its own mistake; a full disk is nobody's.
      const error = full?.code === 'E_DISK_FULL' ? full.toDocument() : errorDocument(thrown, parts.projectFolder)
      const result: JobResult = { ok: false, error, ...times() }
      return { type: 'result', id, result }
    }
  }

  async function call(id: number, method: string, args: unknown): Promise<FromWorker> {
    try {
      const handler = parts.methods[method] as ((args: unknown) => Promise<unknown>) | undefined
      if (handler === undefined) throw new MillraceError('E_INTERNAL', `a worker has no method "${method}"`)
      return { type: 'answer', id, value: await handler(args) }
    } catch (thrown) {
      return { type: 'answer', id, error: errorDocument(thrown, parts.projectFolder) }
    }
  }
}

type Say = (
  message:
    | { type: 'progress'; done: number; total: number; label: string | undefined }
    | { type: 'log'; text: string }
    | { type: 'group'; group: number | undefined },
) => void

function counted(remembered: RememberedCount): { readonly remembered?: RememberedCount } {
  return remembered.reused + remembered.made === 0 ? {} : { remembered }
}

async function runJob(
  job: StageJob,
  parts: WorkerParts,
  { remember }: PartMemory,
  say: Say,
): Promise<Record<string, JobOutput>> {
  const runtime = parts.runtimes.find(({ name }) => name === job.language)
  if (runtime === undefined) throw new MillraceError('E_INTERNAL', `a worker cannot run ${job.language}`)
  const restore = setEnvironment(job.env)
  const release = captureOutput((text) => say({ type: 'log', text }))
  const close = parts.prepare(job)
  try {
    const stage = await runtime.load(job.executable, job.file)
    const resolved = stage.resolveParams(job.params)
    if (!resolved.ok) throw new MillraceError('E_PARAMS', resolved.issues.map((issue) => issue.message).join('; '))
    const returned = await stage.run({
      inputs: runtime.exchanges === 'values' ? await loadInputs(job, parts) : {},
      params: resolved.params,
      seed: job.seed,
      threads: job.limits.threads,
      progress: throttle((done, total, label) => say({ type: 'progress', done, total, label })),
      log: (text) => say({ type: 'log', text: `${text}\n` }),
      remember,
      files: {
        job,
        extensionOf: (kind) => parts.kinds[kind].extension,
        adopt: (output, path, format) => parts.kinds[job.outputs[output]!.kind].adopt(path, format),
        processGroup: (group) => say({ type: 'group', group }),
      },
    })
    return await saveOutputs(job, parts, returned)
  } finally {
    await close()
    release()
    restore()
  }
}

async function loadInputs(job: StageJob, { kinds }: WorkerParts): Promise<Record<string, unknown>> {
  const load = (input: JobInput) => kinds[input.kind].load(input)
  const inputs: Record<string, unknown> = {}
  for (const [port, input] of Object.entries(job.inputs)) {
    if (!('many' in input)) inputs[port] = await load(input)
    else {
      const values: Record<string, unknown> = {}
      for (const [label, each] of Object.entries(input.many)) values[label] = await load(each)
      inputs[port] = values
    }
  }
  return inputs
}

async function saveOutputs(
  job: StageJob,
  { kinds }: WorkerParts,
  returned: unknown,
): Promise<Record<string, JobOutput>> {
  const values = (typeof returned === 'object' && returned !== null ? returned : {}) as Record<string, unknown>
  const declared = Object.keys(job.outputs)
  const surplus = Object.keys(values).find((name) => !declared.includes(name))
  if (surplus !== undefined) {
    throw new MillraceError(
      'E_STAGE_OUTPUT',
      `stage "${job.stage}" returned "${surplus}", which is not one of its outputs`,
      {
        hint: `It declares: ${declared.join(', ') || 'none'}.`,
      },
    )
  }
  const outputs: Record<string, JobOutput> = {}
  for (const [name, port] of Object.entries(job.outputs)) {
    const kind = kinds[port.kind]
    const wrong = name in values ? kind.reject(values[name]) : 'nothing'
    if (wrong !== undefined) {
      throw new MillraceError('E_STAGE_OUTPUT', `stage "${job.stage}" returned ${wrong} as "${name}"`, {
        hint: `Its output "${name}" is declared as a ${port.kind}.`,
      })
    }
    const path = join(job.workFolder, `${name}${port.extension ?? kind.extension}`)
    const { content, facts } = await kind.save(values[name], path)
    outputs[name] = { kind: port.kind, path, file: await sha256File(path), content, bytes: statSync(path).size, facts }
  }
  return outputs
}

/** The stage sees the declared values and no others, besides what a process needs to live. */
function setEnvironment(declared: Readonly<Record<string, string>>): () => void {
  Object.assign(process.env, declared)
  return () => {
    for (const name of Object.keys(declared)) delete process.env[name]
  }
}

/** At most twenty reports a second, and the last one always. */
function throttle(report: (done: number, total: number, label: string | undefined) => void) {
  let last = 0
  return (done: number, total: number, label?: string) => {
    const now = performance.now()
    if (done < total && now - last < 50) return
    last = now
    report(done, total, label)
  }
}
