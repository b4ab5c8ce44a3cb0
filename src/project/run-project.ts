import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import type { ErrorDocument } from '../base/errors/millrace-error.ts'
import type { Sha256 } from '../base/hash.ts'
import { writeLock } from '../engine/cache/lock-file.ts'
import type { EmitEvent, RunEvent } from '../engine/events.ts'
import { lockedStages, type RunSummary, runPipeline } from '../engine/run-pipeline.ts'
import { type Selection, selectStages } from '../engine/select-stages.ts'
import { unfinishedRun } from './history/unfinished-run.ts'
import { writeRunRecord } from './history/write-run-record.ts'
import type { Project } from './open-project.ts'
import { writeReport } from './write-report.ts'

export interface RunProjectOptions {
  readonly selection?: Selection | undefined
  /** Stages at once; default: one a core. */
  readonly jobs?: number | undefined
  /** Go on with what does not depend on a stage that failed. */
  readonly keepGoing?: boolean
  readonly signal?: AbortSignal
  readonly emit?: EmitEvent
  /** What was typed, for the record of the run. */
  readonly arguments?: readonly string[]
  /** Keep a record also of a run in which no stage ran or failed; default: yes. */
  readonly recordNothing?: boolean
  /** Also tell what stages printed whose results are used again. */
  readonly replayLogs?: boolean
  /** Fingerprints that failed before and are not to be tried again. */
  readonly failedBefore?: ReadonlyMap<Sha256, ErrorDocument>
}

/**
 * Brings a pipeline up to date and writes what tells about it: the lock file (not after `--set` or `--only`, which are
 * trials), the run record, and the report.
 */
export async function runProject(project: Project, options: RunProjectOptions = {}): Promise<RunSummary> {
  const selection = options.selection ?? {}
  const selected = selectStages(project.pipeline, selection)
  const jobs = options.jobs ?? availableParallelism()
  const events: RunEvent[] = []
  // The last event closes the run: what is still to be done comes before it.
  let finished: RunEvent | undefined
  const emit: EmitEvent = (event) => {
    if (event.type !== 'stage-progress') events.push(event)
    if (event.type === 'run-finished') finished = event
    else options.emit?.(event)
  }
  const unfinished = unfinishedRun(project, selected.stages)
  const started = Date.now()
  const summary = await runPipeline(project, {
    selected,
    jobs,
    keepGoing: options.keepGoing ?? false,
    signal: options.signal ?? new AbortController().signal,
    replayLogs: options.replayLogs ?? false,
    ...(options.failedBefore === undefined ? {} : { failedBefore: options.failedBefore }),
    emit: (event) => {
      emit(event)
      if (event.type === 'run-started' && unfinished !== undefined) emit(unfinished)
    },
  })
  const isTrial = selection.only === true || selected.parts.size > 0 || Object.keys(project.overrides).length > 0
  if (!isTrial) {
    const stages = lockedStages(project, summary)
    writeLock(project.paths.lock, { format: 1, pipeline: project.pipeline.definition.name, stages })
  }
  if (!summary.interrupted) {
    const path = await writeReport(project, summary)
    emit({ type: 'report-written', path: relative(process.cwd(), path) })
  }
  if (options.recordNothing !== false || summary.ran.size + summary.failed.size > 0)
    writeRunRecord(project, started, events, summary, options.arguments)
  project.store.digests.save()
  if (finished) options.emit?.(finished)
  return summary
}
