import type { RunSummary } from '../../engine/run-pipeline.ts'
import type { Evidence, StageEvidence } from '../history/evidence-schema.ts'
import type { GitState } from '../history/git-state.ts'
import type { Project } from '../open-project.ts'
import { codeLocation, jobType, languageName, stageJobFacets } from './job-facets.ts'
import {
  type Facets,
  facet,
  type JobName,
  type LineageEvent,
  ownRunFacet,
  producer,
  runEventSchema,
} from './openlineage.ts'
import { inputDatasets, outputDatasets } from './stage-datasets.ts'
import { stageRunId } from './stage-run-id.ts'

/**
 * A run as OpenLineage run events, in the order of their times: the pipeline is a job, each stage a job of its own below it.
 *
 *     START pipeline → START, COMPLETE | FAIL | ABORT of each stage → COMPLETE | FAIL | ABORT pipeline
 *
 * A stage whose result was in the store did not run, and OpenLineage has no word for that. It is told all the same, with both
 * events at the time at which it was found and a facet `millrace_cache` that says `hit: true`: a backend that saw only what ran
 * would know, of a run that had nothing to do, no dataset at all, and of any other a graph with holes. Who counts work looks
 * at the facet. A stage that was blocked, skipped or never started has no run, and so no events.
 *
 * Nothing is told that nobody said: no nominal times, no owners, no repository where git knows none.
 */
export function lineageEvents(
  project: Project,
  summary: RunSummary,
  evidence: Evidence,
  git: GitState | undefined,
): LineageEvent[] {
  // The environment value by which OpenLineage's own clients name where jobs live.
  const namespace = project.environment.env.OPENLINEAGE_NAMESPACE ?? 'millrace'
  const { pipeline, uuid, stages } = evidence
  const parent = { run: { runId: uuid }, job: { namespace, name: pipeline } }
  const { millrace: version } = evidence.versions
  const engine: Facets = {
    processing_engine: facet('ProcessingEngineRunFacet', {
      name: 'Millrace',
      version,
      openlineageAdapterVersion: version,
    }),
  }

  function stageEvents(name: string, stage: StageEvidence): LineageEvent[] {
    const startedAt = stage.startedAt ?? stage.endedAt
    const endedAt = stage.endedAt ?? evidence.endedAt
    if (startedAt === undefined || stage.state === 'blocked' || stage.state === 'skipped') return []
    const facets = { parent: facet('ParentRunFacet', parent), ...engine, millrace_cache: cacheFacet(stage) }
    const about = {
      runId: stageRunId(uuid, name),
      job: { namespace, name: `${pipeline}.${name}` },
      jobFacets: stageJobFacets(summary.pipeline.stages.get(name)!, git),
    }
    const inputs = inputDatasets(project, summary, evidence, name)
    return [
      event('START', startedAt, about, facets, { inputs, outputs: [] }),
      event(
        closing(stage),
        endedAt,
        about,
        { ...facets, ...errorFacet(name, stage) },
        {
          inputs,
          outputs: outputDatasets(project, evidence, name),
        },
      ),
    ]
  }

  function errorFacet(name: string, { error }: StageEvidence): Facets {
    if (error === undefined) return {}
    const { language } = summary.pipeline.stages.get(name)!.code
    const stack = error.stack === undefined ? {} : { stackTrace: error.stack }
    const message = `${error.code}: ${error.message}`
    return {
      errorMessage: facet('ErrorMessageRunFacet', { message, programmingLanguage: languageName(language), ...stack }),
    }
  }

  const whole = {
    runId: uuid,
    job: parent.job,
    jobFacets: { ...jobType('PIPELINE'), ...codeLocation(project.paths.pipeline, git) },
  }
  const runFacets = { ...engine, millrace_run: runFacet(evidence) }
  const between = Object.entries(stages)
    .flatMap(([name, stage]) => stageEvents(name, stage))
    .sort((a, b) => (a.eventTime < b.eventTime ? -1 : a.eventTime > b.eventTime ? 1 : 0))
  const outcome = evidence.interrupted ? 'ABORT' : evidence.ok ? 'COMPLETE' : 'FAIL'
  return [
    event('START', evidence.startedAt, whole, runFacets),
    ...between,
    event(outcome, evidence.endedAt, whole, runFacets),
  ]
}

function event(
  eventType: LineageEvent['eventType'],
  eventTime: string,
  about: { readonly runId: string; readonly job: JobName; readonly jobFacets: Facets },
  facets: Facets,
  datasets: Pick<LineageEvent, 'inputs' | 'outputs'> = {},
): LineageEvent {
  return {
    eventType,
    eventTime,
    run: { runId: about.runId, facets },
    job: { ...about.job, facets: about.jobFacets },
    ...datasets,
    producer: producer(),
    schemaURL: runEventSchema,
  }
}

function closing({ state }: StageEvidence): LineageEvent['eventType'] {
  return state === 'stopped' ? 'ABORT' : state === 'failed' ? 'FAIL' : 'COMPLETE'
}

/** Whether the result was there already, its key, and when a reused result was made. */
function cacheFacet({ state, fingerprint, madeAt }: StageEvidence) {
  return ownRunFacet({
    hit: state === 'reused',
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(madeAt === undefined ? {} : { madeAt }),
  })
}

/** What a reader needs to find the evidence of the run, and to make it again. */
function runFacet({ id, trial, overrides, definition, versions, platform, arch, git }: Evidence) {
  const { seed, file } = definition
  return ownRunFacet({
    id,
    trial,
    overrides,
    seed,
    pipelineFile: file,
    versions,
    platform,
    arch,
    ...(git ? { git } : {}),
  })
}
