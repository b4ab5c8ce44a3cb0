import { existsSync, readdirSync, rmSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type ErrorDocument, MillraceError } from '../base/errors/millrace-error.ts'
import { maskValues } from '../base/mask-values.ts'
import { makeFolder } from './cache/make-folder.ts'
import { isFolderToken, statToken, type Tokens, takeTokens } from './cache/stat-token.ts'
import type { ArtifactRecord } from './contracts/artifact.ts'
import type { ActionEntry } from './contracts/cache.ts'
import type { JobInput, JobResult, StageJob } from './contracts/executor.ts'
import type { RememberedCount, RememberOffer } from './contracts/remembered.ts'
import type { Verdict } from './decide-stage.ts'
import type { BorderInput, Source } from './definition/definition.ts'
import { stageSources } from './definition/definition.ts'
import type { EmitEvent } from './events.ts'
import type { BorderContent } from './inputs/border-contents.ts'
import { intactObjects } from './intact-objects.ts'
import type { LinkedStage } from './link.ts'
import { recordResult } from './record-result.ts'
import { memoryFolder } from './remembered/memory-folder.ts'
import type { RunContext } from './run-context.ts'
import { storeGone } from './run-error.ts'

export interface StageOutcome {
  readonly entry?: ActionEntry
  /** Whether the result stands under its key for later runs. */
  readonly recorded: boolean
  readonly error?: ErrorDocument
  readonly seconds: number
  readonly cpuSeconds?: number | undefined
  /** What the stage printed. */
  readonly log: string
  /** Of a stage that remembers parts of its work. */
  readonly remembered?: RememberedCount | undefined
}

/** What one stage of a run works with, besides the run's context. */
export interface StageRun {
  readonly context: RunContext
  readonly stage: LinkedStage
  readonly verdict: Extract<Verdict, { type: 'run' }>
  readonly border: ReadonlyMap<BorderInput, BorderContent>
  /** Metadata of watched files, as it was before they were digested. */
  readonly tokens: ReadonlyMap<string, string | undefined>
  readonly outputsOf: (stage: string) => Readonly<Record<string, ArtifactRecord>>
  /** Private to the run. */
  readonly workFolder: string
  readonly emit: EmitEvent
  readonly signal: AbortSignal
}

/**
 * Runs one stage, in this order:
 *
 *     private work folder → worker → outputs hashed → moved into the store → inputs and code looked at again
 *     → result recorded under its key
 *
 * What goes into the store reaches the disk in groups, beside the work, all of it before the run ends.
 *
 * Until the last step nobody can see the result; and when an input was touched meanwhile it is kept for this run but not
 * recorded, since nobody can say which content it was made from.
 */
export async function runStage(run: StageRun): Promise<StageOutcome> {
  const { context, verdict, emit } = run
  const { name } = run.stage.node
  const log: string[] = []
  try {
    const objects = takeTokens(await intactObjects(context, run.stage, run.outputsOf))
    const result = await tryStage(run, objects, log)
    const { seconds, cpuSeconds } = result
    // A value may have come in two pieces.
    const said = maskValues(log.join(''), declaredValues(run))
    if (!result.ok) {
      const error = existsSync(run.workFolder) ? result.error : storeGone(context.store).toDocument()
      return { error, recorded: false, seconds, cpuSeconds, log: said }
    }

    const outputs: Record<string, ArtifactRecord> = {}
    for (const [output, { kind, path, file, content, bytes, facts }] of Object.entries(result.outputs)) {
      await context.store.putObject(path, file)
      outputs[output] = { kind, extension: extensionOf(path), file, content, bytes, facts }
    }
    const entry: ActionEntry = {
      fingerprint: verdict.fingerprint,
      stage: name,
      outputs,
      seconds,
      finishedAt: Date.now(),
      log: said,
    }
    const touched =
      filesReadBy(run).find((path) => statToken(path) !== run.tokens.get(path)) ??
      Object.keys(objects).find((path) => statToken(path) !== objects[path])
    if (touched === undefined) await recordResult(context, name, verdict, entry, emit)
    else {
      emit({
        type: 'notice',
        code: 'N_INPUT_CHANGED',
        stage: name,
        message: `${relative(process.cwd(), touched)} was changed while ${name} ran: its result is used now but not kept, and the next run looks again`,
      })
    }
    const { remembered } = result
    return { entry, recorded: touched === undefined, seconds, cpuSeconds, log: said, remembered }
  } finally {
    emptyWorkFolder(run)
  }
}

/** Runs the stage in a worker, and again when it fails and may be tried again, each time in an empty work folder. */
async function tryStage(run: StageRun, objects: Tokens, log: string[]): Promise<JobResult> {
  const { context, emit, signal } = run
  const { name, retries } = run.stage.node
  const env = declaredValues(run)
  for (let retry = 1; ; retry++) {
    makeFolder(run.workFolder)
    const result = await placed(
      run,
      context.executor.run(
        stageJob(run, objects),
        {
          onProgress: (done, total, label) =>
            emit({ type: 'stage-progress', stage: name, done, total, ...(label === undefined ? {} : { label }) }),
          onLog: (printed) => {
            const text = maskValues(printed, env)
            log.push(text)
            emit({ type: 'stage-log', stage: name, text })
          },
        },
        signal,
      ),
    )
    if (result.ok || retry > retries.times || signal.aborted) return result
    emit({
      type: 'stage-retried',
      stage: name,
      error: result.error,
      retry,
      of: retries.times,
      waitMs: retries.waitMs,
    })
    emptyWorkFolder(run)
    log.length = 0
    await setTimeout(retries.waitMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) return result
  }
}

/** Mostly the outputs were all there was, and have been moved away. */
function emptyWorkFolder({ workFolder, stage }: StageRun): void {
  const isCommand = stage.node.command !== undefined
  const left = isCommand
    ? [workFolder]
    : existsSync(workFolder)
      ? readdirSync(workFolder).map((name) => join(workFolder, name))
      : []
  // A program that was just ended may still be on its way out, and write.
  for (const path of left) rmSync(path, { recursive: true, force: true, maxRetries: 5 })
}

/** What goes wrong in code that has no file of its own is shown where that code stands; never a value that it was told. */
async function placed(run: StageRun, running: Promise<JobResult>): Promise<JobResult> {
  const result = await running
  if (result.ok) return result
  const { at } = run.stage.code
  const error = maskValues(result.error, declaredValues(run))
  return { ...result, error: at === undefined ? error : { ...error, at } }
}

/** Border files and code files of one stage: a file that comes or goes beside them is not what it read. */
function filesReadBy({ stage, border, tokens }: StageRun): string[] {
  const inputs = stageSources(stage.node).flatMap(({ source }) =>
    source.type === 'border' ? (border.get(source)?.watched ?? []) : [],
  )
  return [...inputs, ...stage.code.watched].filter((path) => !isFolderToken(tokens.get(path)))
}

function stageJob(run: StageRun, objects: Tokens): StageJob {
  const { context } = run
  const { node, code, manifest } = run.stage
  const input = (source: Source): JobInput => {
    if (source.type === 'border') {
      const border = run.border.get(source)!
      return { kind: 'file', path: border.files[0]!.path, content: border.content, files: border.files }
    }
    if (source.type === 'each') throw new MillraceError('E_INTERNAL', `"${node.name}" was run before it had a part`)
    const artifact = source.type === 'part' ? source.artifact : run.outputsOf(source.stage)[source.output]!
    const name = source.type === 'part' ? 'part' : source.output
    const path = context.store.objectPath(artifact.file)
    const { kind, content, extension } = artifact
    return { kind, path, content, files: [{ path, name: `${name}${extension}` }] }
  }
  return {
    stage: node.name,
    language: code.language,
    executable: code.executable,
    file: code.file,
    params: node.params,
    seed: node.seed,
    inputs: Object.fromEntries(
      [...node.inputs].map(([port, given]) => [
        port,
        given.type === 'one'
          ? input(given.source)
          : { many: Object.fromEntries([...given.sources].map(([label, source]) => [label, input(source)])) },
      ]),
    ),
    outputs: manifest.outputs,
    volatile: manifest.volatile,
    workFolder: run.workFolder,
    limits: {
      memoryBytes: node.memoryBytes ?? defaultMemoryBytes(),
      threads: node.threads,
      ...(node.timeoutMs === undefined ? {} : { timeoutMs: node.timeoutMs }),
    },
    packages: code.packages.map(({ name }) => name),
    env: Object.fromEntries(declaredValues(run)),
    remembered: rememberOffer(run, objects),
  }
}

/** What a stage has remembered is as good as a result: kept under the same rules, made anew where a result would be. */
function rememberOffer(run: StageRun, objects: Tokens): RememberOffer {
  const { fingerprint } = run.verdict.key
  const files = filesReadBy(run).map((path) => [path, run.tokens.get(path) ?? null] as const)
  return {
    folder: run.context.store.path('remembered', memoryFolder(fingerprint)),
    recorded: run.context.recorded?.path('remembered', memoryFolder(fingerprint)),
    inputs: fingerprint.inputs,
    watched: { ...objects, ...Object.fromEntries(files) },
    reads: !run.verdict.reasons.some(({ type }) => type === 'forced'),
  }
}

/** The environment values that a stage names and that there are. */
function declaredValues({ context, stage }: StageRun): Map<string, string> {
  return new Map(
    stage.node.env.flatMap((key) => {
      const value = context.environment.env[key]
      return value === undefined ? [] : [[key, value] as const]
    }),
  )
}

let knownMemoryBytes: number | undefined

/** Three quarters of what this process may have: of the machine, or of the container that it runs in. */
export function defaultMemoryBytes(): number {
  knownMemoryBytes ??= Math.floor(availableBytes() * 0.75)
  return knownMemoryBytes
}

function availableBytes(): number {
  const constrained = process.constrainedMemory?.() ?? 0
  return constrained > 0 && constrained < totalmem() ? constrained : totalmem()
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name.includes('.') ? name.slice(name.indexOf('.')) : ''
}
