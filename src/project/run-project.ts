import { availableParallelism } from 'node:os'
import { relative, resolve } from 'node:path'
import { type ErrorDocument, isMillraceError } from '../base/errors/millrace-error.ts'
import { type Sha256, sha256 } from '../base/hash.ts'
import { type LockFile, writeLock } from '../engine/cache/lock-file.ts'
import { claimKey } from '../engine/claims/claim-key.ts'
import type { EmitEvent, RunEvent } from '../engine/events.ts'
import { publishStage } from '../engine/publish-stage.ts'
import { runError } from '../engine/run-error.ts'
import { lockedStages, type RunSummary, runPipeline } from '../engine/run-pipeline.ts'
import { type Selection, selectStages } from '../engine/select-stages.ts'
import { claimArtifacts } from './claim-artifacts.ts'
import { clearLeftOvers } from './clear-left-overs.ts'
import { collectEvidence } from './history/collect-evidence.ts'
import type { GitState } from './history/git-state.ts'
import { projectGit } from './history/project-git.ts'
import type { TimedEvent } from './history/run-timeline.ts'
import { unfinishedRun } from './history/unfinished-run.ts'
import { writeEvidence } from './history/write-evidence.ts'
import { lineageEvents } from './lineage/lineage-events.ts'
import { checkLineageFile, writeLineage } from './lineage/write-lineage.ts'
import type { Project } from './open-project.ts'
import { writeOverview } from './overview/write-overview.ts'
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
  const selection = options.selection ?? {}
  const selected = selectStages(project.pipeline, selection)
  const jobs = options.jobs ?? availableParallelism()
  const signal = options.signal ?? new AbortController().signal
  const lineage = options.lineage === undefined ? undefined : resolve(options.lineage)
  if (lineage !== undefined) checkLineageFile(lineage)
  claimArtifacts(project.paths, project.pipeline.definition)
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
    signal,
    replayLogs: options.replayLogs ?? false,
    ...(options.failedBefore === undefined ? {} : { failedBefore: options.failedBefore }),
    emit: (event) => {
      emit(event)
      if (event.type === 'run-started' && unfinished !== undefined) emit(unfinished)
    },
  })
  const endedAt = Date.now()
  const trial = selection.only === true || selected.parts.size > 0 || Object.keys(project.overrides).length > 0
  const isRecorded = options.recordNothing !== false || summary.ran.size + summary.failed.size > 0
  const git = projectGit(project)
  const problem = await firstProblem([
    () => project.store.settle(),
    () => writeTogether(project, summary, { trial, git, signal, emit }),
    async () => {
      if (!isRecorded && lineage === undefined) return
      const run = { startedAt, endedAt, events, summary, trial, arguments: options.arguments, git }
      const evidence = collectEvidence(project, run)
      writeEvidence(project, evidence)
      if (!summary.interrupted) await writeOverview(project.paths.root, project.store)
      if (lineage !== undefined) {
        writeLineage(lineage, lineageEvents(project, summary, evidence, git))
        emit({ type: 'lineage-written', path: relative(process.cwd(), lineage) })
      }
    },
    () => project.store.digests.save(),
  ])
  if (finished?.type === 'run-finished') options.emit?.({ ...finished, ok: finished.ok && problem === undefined })
  if (problem !== undefined) {
    const error = runError(problem, project.store)
    const isSaid = [...summary.failed.values()].some(({ code }) => isMillraceError(error) && code === error.code)
    if (!isSaid) throw error
  }
  return summary
}

interface TogetherOptions {
  readonly trial: boolean
  readonly git: GitState | undefined
  readonly signal: AbortSignal
  readonly emit: EmitEvent
}

/**
 * Artifacts, lock file and report in one go, one run after the other: of two runs at once the one that ends last leaves all
 * of them as it found them to be, and never a mixture.
 */
async function writeTogether(
  project: Project,
  summary: RunSummary,
  { trial, git, signal, emit }: TogetherOptions,
): Promise<void> {
  const claims = project.store.path('claims', `pipeline-${sha256(project.paths.pipeline).slice(0, 16)}`)
  const onWait = (pid: number) =>
    emit({ type: 'notice', code: 'N_WAITING', message: `process ${pid} is writing the report: this run waits for it` })
  const claim = await claimKey(claims, { signal, onWait })
  try {
    clearLeftOvers(project.paths, project.pipeline.definition.name)
    const problem = await firstProblem([
      async () => {
        for (const [name, entry] of [...summary.results, ...summary.rejected]) {
          await publishStage(project, summary.pipeline.stages.get(name)!.node, entry, emit)
        }
      },
      () => {
        const stages = lockedStages(project, summary)
        const lock: LockFile = { format: 1, pipeline: project.pipeline.definition.name, stages }
        if (!trial) writeLock(project.paths.lock, lock)
      },
      async () => {
        if (summary.interrupted) return
        emit({ type: 'report-written', path: relative(process.cwd(), await writeReport(project, summary, git)) })
      },
    ])
    if (problem !== undefined) throw problem
  } finally {
    claim?.release()
  }
}

/** Takes every step, also after one that failed: a full disk in one place is no reason to lose what fits in another. */
async function firstProblem(steps: readonly (() => unknown)[]): Promise<unknown> {
  let first: unknown
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      first ??= error
    }
  }
  return first
}
