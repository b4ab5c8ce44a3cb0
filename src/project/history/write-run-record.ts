import { packageVersion } from '../../base/package-root.ts'
import { readJson } from '../../engine/cache/read-json.ts'
import { writeAtomically } from '../../engine/cache/write-atomically.ts'
import type { RunEvent } from '../../engine/events.ts'
import type { RunSummary } from '../../engine/run-pipeline.ts'
import type { Project } from '../open-project.ts'
import { gitCommit } from './git-commit.ts'
import { numbersIn } from './numbers-in.ts'
import type { RunRecord } from './run-record.ts'

/** A larger document holds data and not metrics. */
const largestMetrics = 1_000_000

/** Takes a run down: what it was asked, what it ran on and what came out. */
export function writeRunRecord(
  project: Project,
  started: number,
  events: readonly RunEvent[],
  summary: RunSummary,
  given: readonly string[] | undefined,
): void {
  const startedAt = new Date(started).toISOString()
  const id = `${startedAt.replace(/[:.]/g, '-')}-${process.pid}`
  const commit = gitCommit(project.pipeline.definition.folder)
  const record: RunRecord = {
    format: 1,
    id,
    pipeline: project.pipeline.definition.name,
    startedAt,
    ...(given === undefined ? {} : { arguments: given }),
    overrides: project.overrides,
    seed: project.pipeline.definition.seed,
    versions: {
      millrace: packageVersion(),
      node: process.versions.node,
      duckdb: project.environment.duckdb,
      platform: `${process.platform}-${process.arch}`,
    },
    ...(commit === undefined ? {} : { commit }),
    metrics: metricsOf(project, summary),
    events,
  }
  writeAtomically(project.store.path('runs', `${id}.json`), JSON.stringify(record))
}

function metricsOf({ store }: Project, { results, rejected }: RunSummary): NonNullable<RunRecord['metrics']> {
  const metrics: Record<string, Record<string, number>> = {}
  for (const [stage, { outputs }] of [...results, ...rejected]) {
    for (const [output, { kind, file, bytes }] of Object.entries(outputs)) {
      if (kind !== 'json' || bytes > largestMetrics) continue
      const numbers = numbersIn(readJson(store.objectPath(file)))
      if (Object.keys(numbers).length > 0) metrics[`${stage}.${output}`] = numbers
    }
  }
  return metrics
}
