import { mkdirSync, rmSync } from 'node:fs'
import { totalmem } from 'node:os'
import type { ErrorDocument } from '../base/errors/millrace-error.ts'
import { maskValues } from '../base/mask-values.ts'
import { isFolderToken, statToken } from './cache/stat-token.ts'
import type { ActionEntry, ArtifactRecord } from './contracts/cache.ts'
import type { JobInput, StageJob } from './contracts/executor.ts'
import type { Verdict } from './decide-stage.ts'
import type { BorderInput, Source } from './definition/definition.ts'
import { stageSources } from './definition/definition.ts'
import type { EmitEvent } from './events.ts'
import { stageSeed } from './fingerprint.ts'
import type { BorderContent } from './inputs/border-contents.ts'
import type { RunContext } from './run-context.ts'

export interface StageOutcome {
  readonly entry?: ActionEntry
  /** Whether the result stands under its key for later runs. */
  readonly recorded: boolean
  readonly error?: ErrorDocument
  readonly seconds: number
  readonly cpuSeconds?: number | undefined
}

/** What one stage of a run works with, besides the run's context. */
export interface StageRun {
  readonly context: RunContext
  readonly name: string
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
 *     private work folder → worker → outputs synced and hashed → moved into the store → inputs and code looked at again
 *     → result recorded under its key
 *
 * Until the last step nobody can see the result; and when an input was touched meanwhile it is kept for this run but not
 * recorded, since nobody can say which content it was made from.
 */
export async function runStage(run: StageRun): Promise<StageOutcome> {
  const { context, name, verdict, emit } = run
  const { node } = context.pipeline.stages.get(name)!
  mkdirSync(run.workFolder, { recursive: true })
  const log: string[] = []
  const env = declaredValues(run)
  try {
    const result = await context.executor.run(
      stageJob(run),
      {
        onProgress: (done, total, label) =>
          emit({ type: 'stage-progress', stage: name, done, total, ...(label === undefined ? {} : { label }) }),
        onLog: (printed) => {
          const text = maskValues(printed, env)
          log.push(text)
          emit({ type: 'stage-log', stage: name, text })
        },
      },
      run.signal,
    )
    const { seconds, cpuSeconds } = result
    if (!result.ok) return { error: maskValues(result.error, env), recorded: false, seconds, cpuSeconds }

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
      // A value may have come in two pieces.
      log: maskValues(log.join(''), env),
    }
    const touched = filesReadBy(run, node.name).find((path) => statToken(path) !== run.tokens.get(path))
    if (touched === undefined) record(run, entry)
    else {
      emit({
        type: 'notice',
        code: 'N_INPUT_CHANGED',
        stage: name,
        message: `${touched} was changed while ${name} ran: its result is used now but not kept, and the next run looks again`,
      })
    }
    return { entry, recorded: touched === undefined, seconds, cpuSeconds }
  } finally {
    rmSync(run.workFolder, { recursive: true, force: true })
  }
}

function record({ context, name, verdict, emit }: StageRun, entry: ActionEntry): void {
  for (const other of context.store.actions(verdict.fingerprint)) {
    const output = Object.keys(entry.outputs).find((key) => other.outputs[key]?.content !== entry.outputs[key]!.content)
    if (output === undefined) continue
    emit({
      type: 'notice',
      code: 'N_NON_DETERMINISTIC',
      stage: name,
      message: `${name} gave another "${output}" than before for the same code, parameters and inputs; \`verify ${name}\` shows where`,
    })
    break
  }
  context.store.recordAction(entry, verdict.key)
}

/** Border files and code files of one stage: a file that comes or goes beside them is not what it read. */
function filesReadBy({ context, border, tokens }: StageRun, name: string): string[] {
  const stage = context.pipeline.stages.get(name)!
  const inputs = stageSources(stage.node).flatMap(({ source }) =>
    source.type === 'border' ? (border.get(source)?.watched ?? []) : [],
  )
  return [...inputs, ...stage.code.watched].filter((path) => !isFolderToken(tokens.get(path)))
}

function stageJob(run: StageRun): StageJob {
  const { context, name } = run
  const { node, code, manifest } = context.pipeline.stages.get(name)!
  const input = (source: Source): JobInput => {
    if (source.type === 'border') {
      const border = run.border.get(source)!
      return { kind: 'file', path: border.files[0]!.path, content: border.content, files: border.files }
    }
    const { kind, extension, file, content } = run.outputsOf(source.stage)[source.output]!
    const path = context.store.objectPath(file)
    return { kind, path, content, files: [{ path, name: `${source.output}${extension}` }] }
  }
  return {
    stage: name,
    language: code.language,
    executable: code.executable,
    file: code.file,
    params: node.params,
    seed: stageSeed(context.pipeline.definition.seed, name),
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
    env: Object.fromEntries(declaredValues(run)),
  }
}

/** The environment values that a stage names and that there are. */
function declaredValues({ context, name }: StageRun): Map<string, string> {
  const { env } = context.pipeline.stages.get(name)!.node
  return new Map(
    env.flatMap((key) => {
      const value = context.environment.env[key]
      return value === undefined ? [] : [[key, value] as const]
    }),
  )
}

/** Three quarters of what this process may have: of the machine, or of the container that it runs in. */
export function defaultMemoryBytes(): number {
  const constrained = process.constrainedMemory?.() ?? 0
  const total = constrained > 0 && constrained < totalmem() ? constrained : totalmem()
  return Math.floor(total * 0.75)
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name.includes('.') ? name.slice(name.indexOf('.')) : ''
}
