import { rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type ErrorDocument, MillraceError } from '../base/errors/millrace-error.ts'
import { toErrorDocument } from '../base/errors/to-error-document.ts'
import type { Sha256 } from '../base/hash.ts'
import { artifactFolder } from './artifact-folder.ts'
import { claimFolder } from './cache/claim-folder.ts'
import { keepLog } from './cache/keep-log.ts'
import { type LockFile, lockedStage } from './cache/lock-file.ts'
import { checkError } from './checks/check-error.ts'
import { checkEvents } from './checks/check-events.ts'
import { checkStage } from './checks/check-stage.ts'
import type { CheckOutcome } from './checks/outcome.ts'
import { claimStage } from './claim-stage.ts'
import type { ActionEntry, KeyDocument } from './contracts/cache.ts'
import type { Verdict } from './decide-stage.ts'
import type { BorderInput } from './definition/definition.ts'
import type { EmitEvent, OutputSummary, RunEvent } from './events.ts'
import { labelIn } from './fan/instantiate.ts'
import type { BorderContent } from './inputs/border-contents.ts'
import type { LinkedPipeline } from './link.ts'
import { startProgress } from './progress.ts'
import { publishStage } from './publish-stage.ts'
import type { Reason } from './reasons.ts'
import type { RunContext } from './run-context.ts'
import { runError } from './run-error.ts'
import { runStage } from './run-stage.ts'
import { Schedule } from './schedule.ts'
import type { SelectedStages } from './select-stages.ts'
import { setDamagedAside } from './set-damaged-aside.ts'
import { type Turn, takeTurn } from './take-turn.ts'

export interface RunOptions {
  readonly selected: SelectedStages
  /** Stages at once. */
  readonly jobs: number
  readonly keepGoing: boolean
  readonly signal: AbortSignal
  readonly emit: EmitEvent
  /** Also tell what stages printed whose results are used again. */
  readonly replayLogs?: boolean
  /** Fingerprints that failed before and are not to be tried again, with what they failed with. */
  readonly failedBefore?: ReadonlyMap<Sha256, ErrorDocument>
}

export interface RunSummary {
  readonly ok: boolean
  readonly interrupted: boolean
  /** The pipeline as it was in the end: fans spread out into their instances. */
  readonly pipeline: LinkedPipeline
  /** The result of each stage that has one now. */
  readonly results: ReadonlyMap<string, ActionEntry>
  /** Stages that did their work in this run, and why. */
  readonly ran: ReadonlyMap<string, readonly Reason[]>
  readonly failed: ReadonlyMap<string, ErrorDocument>
  /** What was judged of each stage that has checks. */
  readonly checks: ReadonlyMap<string, readonly CheckOutcome[]>
  /** Results of stages that failed by their checks: kept and published, but not locked. */
  readonly rejected: ReadonlyMap<string, ActionEntry>
  /** Stages that did not run, since one that they read from failed. */
  readonly blocked: ReadonlySet<string>
  /** Stages that did not take part, and why. */
  readonly skipped: ReadonlyMap<string, string>
  /** Stages that were ended in the middle, since the run was interrupted. */
  readonly stopped: ReadonlySet<string>
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
  const { definition, stages } = context.pipeline

  // Stages that share their code share its tokens.
  const codeTokens = new Set(selected.stages.map((name) => stages.get(name)!.tokens))
  const tokens = new Map(
    [...codeTokens].flatMap((each) => Object.entries(each)).map(([path, token]) => [path, token ?? undefined] as const),
  )
  const progress = await startProgress(context, selected)
  for (const each of progress.border.values()) for (const [path, token] of each.tokens) tokens.set(path, token)
  emit({ type: 'run-started', pipeline: definition.name, stages: selected.stages, jobs: options.jobs })

  const results = new Map<string, ActionEntry>()
  const ran = new Map<string, readonly Reason[]>()
  const failed = new Map<string, ErrorDocument>()
  const checks = new Map<string, readonly CheckOutcome[]>()
  const rejected = new Map<string, ActionEntry>()
  const unrecorded = new Set<string>()
  const keys = new Map<string, KeyDocument>()
  const blocked = new Set<string>()
  const stopped = new Set<string>()
  const workFolder = claimFolder(context.store.path('work'))
  const schedule = new Schedule(selected.stages, progress.pipeline.graph)
  const running = new Map<string, Promise<void>>()
  let turns = 0
  const emptyFolders: string[] = []

  async function bringUpToDate(name: string): Promise<void> {
    const first = await takeTurn(progress, name)
    if (first.type !== 'run') return settle(name, first)
    const claim = await claimStage(context.store, name, first.fingerprint, { signal, emit })
    if (claim === undefined) {
      stopped.add(name)
      emit({ type: 'stage-stopped', stage: name, seconds: 0 })
      return
    }
    try {
      // Whoever had the key before may have left its result.
      await settle(name, await takeTurn(progress, name))
    } finally {
      claim.release()
    }
  }

  async function settle(name: string, turn: Turn): Promise<void> {
    if (turn.type === 'spread') {
      schedule.replaced(turn.children, turn.instances, progress.pipeline.graph)
      emit({ type: 'stage-spread', stage: name, instances: turn.instances })
      return
    }
    if (turn.type === 'wait') {
      throw new MillraceError('E_INTERNAL', `stage "${name}" was started before what it reads`)
    }
    if (turn.type !== 'skip') keys.set(name, turn.key)
    if (turn.type === 'skip') {
      progress.skipped.set(name, turn.because)
      emit({ type: 'stage-skipped', stage: name, because: turn.because })
    } else if (turn.type === 'reuse') {
      if (!(await accept(name, turn.entry, 0))) return
      const text = options.replayLogs ? turn.entry.log : ''
      if (text !== '') emit({ type: 'stage-log', stage: name, text, replayed: true })
      emit(reusedEvent(name, turn.entry))
    } else if (!(await run(name, turn))) return
    schedule.done(name, progress.pipeline.graph)
  }

  /** @returns whether the stage has a result now */
  async function run(name: string, verdict: Extract<Verdict, { type: 'run' }>): Promise<boolean> {
    const { fingerprint } = verdict
    const before = options.failedBefore?.get(fingerprint)
    if (before !== undefined) {
      failed.set(name, before)
      emit({ type: 'stage-failed', stage: name, fingerprint, error: before, seconds: 0, again: true })
      return false
    }
    await setDamagedAside(context.store, name, verdict.reasons, emit)
    emit({ type: 'stage-started', stage: name, reasons: verdict.reasons })
    // A number and not the name: names of instances may hold anything.
    const ownFolder = emptyFolders.pop() ?? join(workFolder, String(++turns))
    const { entry, recorded, error, seconds, cpuSeconds, log, remembered } = await runStage({
      context,
      stage: progress.pipeline.stages.get(name)!,
      verdict,
      border: progress.border,
      tokens,
      outputsOf: (stage) => progress.outputs.get(stage)!,
      workFolder: ownFolder,
      emit,
      signal,
    })
    // Making and removing a folder may cost more than a small stage. A command knows where its folder is, and what it has left
    // running may still write there: that one is nobody's any more.
    if (progress.pipeline.stages.get(name)!.node.command === undefined) emptyFolders.push(ownFolder)
    if (error?.code === 'E_INTERRUPTED') {
      stopped.add(name)
      emit({ type: 'stage-stopped', stage: name, seconds })
      return false
    }
    if (entry === undefined) {
      failed.set(name, error!)
      const path = keepLog(artifactFolder(context.artifacts, progress.pipeline.stages.get(name)!.node), log)
      const kept = path === undefined ? {} : { log: relative(process.cwd(), path) }
      emit({ type: 'stage-failed', stage: name, fingerprint, error: error!, seconds, ...cpu(cpuSeconds), ...kept })
      return false
    }
    if (!recorded) unrecorded.add(name)
    if (!(await accept(name, entry, seconds))) return false
    ran.set(name, verdict.reasons)
    emit({
      type: 'stage-finished',
      stage: name,
      fingerprint: entry.fingerprint,
      seconds,
      ...cpu(cpuSeconds),
      ...(remembered === undefined ? {} : { remembered }),
      outputs: summarise(entry),
    })
    return true
  }

  /** Puts a result where people find it, and judges it. Only what passes is for others to read. */
  async function accept(name: string, entry: ActionEntry, seconds: number): Promise<boolean> {
    const { node } = progress.pipeline.stages.get(name)!
    await publishStage(context, node, entry, emit)
    const outcomes = await checkStage(context, node.checks, entry.outputs)
    if (outcomes.length > 0) {
      checks.set(name, outcomes)
      for (const event of checkEvents(name, outcomes)) emit(event)
    }
    const error = checkError(outcomes)
    if (error !== undefined) {
      rejected.set(name, entry)
      failed.set(name, error)
      const { fingerprint } = entry
      emit({ type: 'stage-failed', stage: name, fingerprint, error, seconds, outputs: summarise(entry) })
      return false
    }
    progress.outputs.set(name, entry.outputs)
    results.set(name, entry)
    return true
  }

  const ending = () => signal.aborted || (failed.size > 0 && !options.keepGoing)
  const start = (name: string) => {
    const turn = bringUpToDate(name)
      .catch((thrown: unknown) => {
        const error = toErrorDocument(runError(thrown, context.store))
        failed.set(name, error)
        emit({ type: 'stage-failed', stage: name, error, seconds: 0 })
      })
      .finally(() => running.delete(name))
    running.set(name, turn)
  }
  const onAbort = () => emit({ type: 'run-stopping', stages: [...running.keys()] })
  if (!signal.aborted) signal.addEventListener('abort', onAbort, { once: true })
  for (;;) {
    while (!ending() && running.size < options.jobs) {
      const name = schedule.take()
      if (name === undefined) break
      start(name)
    }
    if (running.size === 0) break
    await Promise.race(running.values())
  }
  signal.removeEventListener('abort', onAbort)

  const { graph } = progress.pipeline
  const below = new Map<string, string>()
  for (const parent of failed.keys()) {
    // What is below an earlier failure has all that is below it there already.
    const walk = [parent]
    for (const from of walk) {
      for (const name of graph.children.get(from) ?? []) {
        if (below.has(name)) continue
        below.set(name, parent)
        walk.push(name)
      }
    }
  }
  for (const name of schedule.left) {
    const by = below.get(name)
    if (by === undefined) continue
    blocked.add(name)
    emit({ type: 'stage-blocked', stage: name, by })
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
    skipped: progress.skipped.size,
    stopped: stopped.size,
    left: schedule.left.length - blocked.size,
    seconds: (performance.now() - started) / 1000,
  })
  return {
    ok,
    interrupted: signal.aborted,
    pipeline: progress.pipeline,
    results,
    ran,
    failed,
    checks,
    rejected,
    blocked,
    skipped: progress.skipped,
    stopped,
    unrecorded,
    keys,
    border: progress.border,
    tokens,
  }
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

/**
 * The lock entries of everything that has a result, in the order of the graph. A stage that was not looked at keeps the
 * entry that it had, and a fan those of its instances.
 */
export function lockedStages({ lock }: RunContext, summary: RunSummary): LockFile['stages'] {
  const { results, unrecorded, skipped, pipeline } = summary
  return Object.fromEntries(
    pipeline.graph.order.flatMap((name) => {
      const entry = results.get(name)
      if (entry && !unrecorded.has(name)) return [[name, lockedStage(entry)]]
      if (skipped.has(name)) return []
      if (pipeline.stages.get(name)!.node.each === undefined) {
        const locked = lock?.stages[name]
        return locked ? [[name, locked]] : []
      }
      return Object.entries(lock?.stages ?? {}).filter(([each]) => labelIn(name, each) !== undefined)
    }),
  )
}
