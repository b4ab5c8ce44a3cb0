import { availableParallelism } from 'node:os'
import { relative, resolve } from 'node:path'
import type { ErrorDocument } from '../base/errors/millrace-error.ts'
import type { Sha256 } from '../base/hash.ts'
import { writeLock } from '../engine/cache/lock-file.ts'
import type { EmitEvent, RunEvent } from '../engine/events.ts'
import { lockedStages, type RunSummary, runPipeline } from '../engine/run-pipeline.ts'
import { type Selection, selectStages } from '../engine/select-stages.ts'
import { claimArtifacts } from './claim-artifacts.ts'
import { collectEvidence } from './history/collect-evidence.ts'
import { projectGit } from './history/project-git.ts'
import type { TimedEvent } from './history/run-timeline.ts'
import { unfinishedRun } from './history/unfinished-run.ts'
import { writeEvidence } from './history/write-evidence.ts'
import { lineageEvents } from './lineage/lineage-events.ts'
import { checkLineageFile, writeLineage } from './lineage/write-lineage.ts'
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
  /** A file to which the run is written as OpenLineage events when it has ended. */
  readonly lineage?: string | undefined
}

/**
 * Brings a pipeline up to date and writes what tells about it: the lock file (not after `--set` or `--only`, which are
 * trials), the report, the evidence, and lineage where it is asked for.
 * @throws E_ARGUMENT where the lineage could not be written
 */
export async function runProject(project: Project, options: RunProjectOptions = {}): Promise<RunSummary> {
  const { definition } = project.pipeline
  const selection = options.selection ?? {}
  const selected = selectStages(project.pipeline, selection)
  const jobs = options.jobs ?? availableParallelism()
  const lineage = options.lineage === undefined ? undefined : resolve(options.lineage)
  if (lineage !== undefined) checkLineageFile(lineage)
  claimArtifacts(project.paths, definition)
  const events: TimedEvent[] = []
  // The last event closes the run: what is still to be done comes before it.
  let finished: RunEvent | undefined
  const emit: EmitEvent = (event) => {
    if (event.type !== 'stage-progress') events.push({ event, at: Date.now() })
    if (event.type === 'run-finished') finished = event
    else options.emit?.(event)
  }
  const unfinished = unfinishedRun(project, selected.stages)
  const startedAt = Date.now()
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
  const endedAt = Date.now()
  const trial = selection.only === true || selected.parts.size > 0 || Object.keys(project.overrides).length > 0
  if (!trial) {
    const stages = lockedStages(project, summary)
    writeLock(project.paths.lock, { format: 1, pipeline: definition.name, stages })
  }
  const git = projectGit(project)
  if (!summary.interrupted) {
    const path = await writeReport(project, summary, git)
    emit({ type: 'report-written', path: relative(process.cwd(), path) })
  }
  if (lineage !== undefined || options.recordNothing !== false || summary.ran.size + summary.failed.size > 0) {
    const run = { startedAt, endedAt, events, summary, trial, arguments: options.arguments, git }
    const evidence = collectEvidence(project, run)
    writeEvidence(project, evidence)
    if (lineage !== undefined) {
      writeLineage(lineage, lineageEvents(project, summary, evidence, git))
      emit({ type: 'lineage-written', path: relative(process.cwd(), lineage) })
    }
  }
  project.store.digests.save()
  if (finished) options.emit?.(finished)
  return summary
}
