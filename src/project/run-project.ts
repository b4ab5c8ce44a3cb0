import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import { writeLock } from '../engine/cache/lock-file.ts'
import type { EmitEvent, RunEvent } from '../engine/events.ts'
import { lockedStages, type RunSummary, runPipeline } from '../engine/run-pipeline.ts'
import { type Selection, selectStages } from '../engine/select-stages.ts'
import { writeRunRecord } from './history/write-run-record.ts'
import type { Project } from './open-project.ts'
import { writeReport } from './write-report.ts'

export interface RunProjectOptions {
  readonly selection?: Selection
  /** Stages at once; default: one a core. */
  readonly jobs?: number | undefined
  /** Go on with what does not depend on a stage that failed. */
  readonly keepGoing?: boolean
  readonly signal?: AbortSignal
  readonly emit?: EmitEvent
  /** What was typed, for the record of the run. */
  readonly arguments?: readonly string[]
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
  const started = Date.now()
  const summary = await runPipeline(project, {
    selected,
    jobs,
    keepGoing: options.keepGoing ?? false,
    signal: options.signal ?? new AbortController().signal,
    emit,
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
  writeRunRecord(project, started, events, summary, options.arguments)
  project.store.digests.save()
  if (finished) options.emit?.(finished)
  return summary
}
