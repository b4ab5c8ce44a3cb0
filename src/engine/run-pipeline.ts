import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type ErrorDocument, MillraceError } from '../base/errors/millrace-error.ts'
import { claimFolder } from './cache/claim-folder.ts'
import { type LockFile, lockedStage } from './cache/lock-file.ts'
import { materialise, removeOtherFiles } from './cache/materialise.ts'
import type { ActionEntry, KeyDocument } from './contracts/cache.ts'
import { decideStage } from './decide-stage.ts'
import type { BorderInput } from './definition/definition.ts'
import type { EmitEvent, OutputSummary, RunEvent } from './events.ts'
import { type BorderContent, readBorderContents } from './inputs/border-contents.ts'
import { outputsAbove } from './outputs-above.ts'
import { contentFrom } from './plan.ts'
import type { Reason } from './reasons.ts'
import type { RunContext } from './run-context.ts'
import { runStage } from './run-stage.ts'
import type { SelectedStages } from './select-stages.ts'

export interface RunOptions {
  readonly selected: SelectedStages
  /** Stages at once. */
  readonly jobs: number
  readonly keepGoing: boolean
  readonly signal: AbortSignal
  readonly emit: EmitEvent
}

export interface RunSummary {
  readonly ok: boolean
  readonly interrupted: boolean
  /** The result of each stage that has one now. */
  readonly results: ReadonlyMap<string, ActionEntry>
  /** Stages that did their work in this run, and why. */
  readonly ran: ReadonlyMap<string, readonly Reason[]>
  readonly failed: ReadonlyMap<string, ErrorDocument>
  /** Stages that did not run, since one that they read from failed. */
  readonly blocked: ReadonlySet<string>
  /** Stages whose result is not kept under a key, since an input was touched while they ran. */
  readonly unrecorded: ReadonlySet<string>
  /** The document behind the key of each stage that was decided. */
  readonly keys: ReadonlyMap<string, KeyDocument>
  /** What entered at the border, as it was found. */
  readonly border: ReadonlyMap<BorderInput, BorderContent>
  /** Metadata of every file that decided the results, as it was before they were read. */
  readonly tokens: ReadonlyMap<string, string | undefined>
}

/**
 * Brings the selected stages up to date: each is decided as soon as all that it reads from is done, so that an output that
 * comes out the same stops the wave there.
 */
export async function runPipeline(context: RunContext, options: RunOptions): Promise<RunSummary> {
  const { selected, emit, signal } = options
  const started = performance.now()
  const { graph, definition, stages } = context.pipeline

  const tokens = new Map(
    selected.stages
      .flatMap((name) => Object.entries(stages.get(name)!.tokens))
      .map(([path, token]) => [path, token ?? undefined] as const),
  )
  const border = await readBorderContents(definition, selected.stages, context.store.digests, context.downloads)
  for (const each of border.values()) for (const [path, token] of each.tokens) tokens.set(path, token)

  const outputs = await outputsAbove(context, selected.stages)
  emit({ type: 'run-started', pipeline: definition.name, stages: selected.stages, jobs: options.jobs })

  const results = new Map<string, ActionEntry>()
  const ran = new Map<string, readonly Reason[]>()
  const failed = new Map<string, ErrorDocument>()
  const unrecorded = new Set<string>()
  const keys = new Map<string, KeyDocument>()
  const blocked = new Set<string>()
  const workFolder = claimFolder(context.store.path('work'))
  const waiting = new Set(selected.stages)
  const running = new Map<string, Promise<void>>()

  async function bringUpToDate(name: string): Promise<void> {
    const verdict = await decideStage(context, name, contentFrom(border, outputs), selected.forced.has(name))
    if (verdict.type === 'wait')
      throw new MillraceError('E_INTERNAL', `stage "${name}" was started before what it reads`)
    keys.set(name, verdict.key)
    if (verdict.type === 'reuse') {
      await publish(name, verdict.entry)
      emit(reusedEvent(name, verdict.entry))
      return
    }
    emit({ type: 'stage-started', stage: name, reasons: verdict.reasons })
    const { entry, recorded, error, seconds, cpuSeconds } = await runStage({
      context,
      name,
      verdict,
      border,
      tokens,
      outputsOf: (stage) => outputs.get(stage)!,
      workFolder: join(workFolder, name),
      emit,
      signal,
    })
    if (entry === undefined) {
      failed.set(name, error!)
      emit({ type: 'stage-failed', stage: name, error: error!, seconds, ...cpu(cpuSeconds) })
      return
    }
    ran.set(name, verdict.reasons)
    if (!recorded) unrecorded.add(name)
    await publish(name, entry)
    emit({
      type: 'stage-finished',
      stage: name,
      fingerprint: entry.fingerprint,
      seconds,
      ...cpu(cpuSeconds),
      outputs: summarise(entry),
    })
  }

  async function publish(name: string, entry: ActionEntry): Promise<void> {
    const folder = join(context.artifacts, name)
    for (const [output, record] of Object.entries(entry.outputs)) {
      const path = join(folder, `${output}${record.extension}`)
      const aside = await materialise(context.store, record, path)
      if (aside === undefined) continue
      const message = `${path} had been edited by hand: the edited file is now ${basename(aside)}`
      emit({ type: 'notice', code: 'N_EDITED_BY_HAND', stage: name, message })
    }
    await removeOtherFiles(
      context.store,
      folder,
      new Set(Object.entries(entry.outputs).map(([output, { extension }]) => `${output}${extension}`)),
    )
    outputs.set(name, entry.outputs)
    results.set(name, entry)
  }

  const stopped = () => signal.aborted || (failed.size > 0 && !options.keepGoing)
  const ready = (name: string) => graph.parents.get(name)!.every((parent) => outputs.has(parent))

  while (waiting.size > 0 || running.size > 0) {
    for (const name of selected.stages) {
      if (stopped() || running.size >= options.jobs) break
      if (!waiting.has(name) || !ready(name)) continue
      waiting.delete(name)
      running.set(
        name,
        bringUpToDate(name).finally(() => running.delete(name)),
      )
    }
    if (running.size === 0) break
    await Promise.race(running.values())
  }

  for (const name of waiting) {
    const by = [...failed.keys()].find((parent) => isBelow(name, parent))
    if (by === undefined) continue
    blocked.add(name)
    emit({ type: 'stage-blocked', stage: name, by })
  }

  function isBelow(name: string, parent: string): boolean {
    const seen = new Set([name])
    for (const stage of seen) for (const up of graph.parents.get(stage)!) seen.add(up)
    return seen.has(parent)
  }

  rmSync(workFolder, { recursive: true, force: true })
  context.store.digests.save()
  const ok = failed.size === 0 && !signal.aborted
  emit({
    type: 'run-finished',
    ok,
    interrupted: signal.aborted,
    ran: ran.size,
    reused: results.size - ran.size,
    failed: failed.size,
    blocked: blocked.size,
    seconds: (performance.now() - started) / 1000,
  })
  return { ok, interrupted: signal.aborted, results, ran, failed, blocked, unrecorded, keys, border, tokens }
}

const cpu = (cpuSeconds: number | undefined) => (cpuSeconds === undefined ? {} : { cpuSeconds })

export function reusedEvent(stage: string, entry: ActionEntry): RunEvent {
  const { fingerprint, seconds } = entry
  return { type: 'stage-reused', stage, fingerprint, seconds, outputs: summarise(entry) }
}

function summarise(entry: ActionEntry): Record<string, OutputSummary> {
  return Object.fromEntries(
    Object.entries(entry.outputs).map(([name, { kind, content, bytes, facts }]) => [
      name,
      { kind, content, bytes, facts },
    ]),
  )
}

/** The lock entries of everything that has a result, in the order of the graph. */
export function lockedStages(context: RunContext, { results, unrecorded }: RunSummary): LockFile['stages'] {
  return Object.fromEntries(
    context.pipeline.graph.order.flatMap((name) => {
      const entry = results.get(name)
      const locked = entry && !unrecorded.has(name) ? lockedStage(entry) : context.lock?.stages[name]
      return locked ? [[name, locked]] : []
    }),
  )
}
