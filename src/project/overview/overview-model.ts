import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { LocalStore } from '../../engine/cache/local-store.ts'
import { readJson } from '../../engine/cache/read-json.ts'
import { fileSlug } from '../../report/html/file-slug.ts'
import type { OverviewModel, PageLink, PipelineOverview } from '../../report/overview/overview-model.ts'
import { addressFrom } from '../address-from.ts'
import { comparisonEnding, comparisonLabel } from '../compare/comparison-path.ts'
import { type ReportMemory, reportMemo } from '../report-memory.ts'
import { reportPaths } from '../report-paths.ts'
import { type RecordedRun, recordedRuns } from './recorded-runs.ts'

/** A page lists so many runs of each pipeline; the command `runs` lists all. */
const mostRuns = 200

/**
 * Gathers what the page over all pipelines shows, from records of runs and from what is remembered of reports.
 * @param folder where the page lies: addresses start there
 */
export function overviewModel(root: string, store: LocalStore, folder: string): OverviewModel {
  const byPipeline = new Map<string, RecordedRun[]>()
  for (const recorded of recordedRuns(store)) {
    const known = byPipeline.get(recorded.pipeline)
    if (known === undefined) byPipeline.set(recorded.pipeline, [recorded])
    else known.push(recorded)
  }
  const name = readJson<{ name?: string }>(join(root, 'package.json'))?.name
  return {
    project: name === undefined || name === '' ? basename(root) : name,
    pipelines: [...byPipeline].map(([pipeline, runs]) => pipelineOverview(pipeline, runs, root, store, folder)),
  }
}

function pipelineOverview(
  name: string,
  recorded: readonly RecordedRun[],
  root: string,
  store: LocalStore,
  folder: string,
): PipelineOverview {
  // A pipeline file may have been moved: where it lay last counts.
  const file = recorded.find((each) => each.file !== undefined)?.file ?? 'pipeline.yaml'
  const paths = reportPaths({ root, reports: join(root, dirname(file), 'reports') }, name)
  const told = readJson<ReportMemory>(reportMemo(store, paths.page))?.told
  const here = existsSync(paths.page)
  return {
    name,
    file,
    ...(told === undefined ? {} : told),
    warnings: told?.warnings ?? [],
    ...(here ? { report: addressFrom(folder, paths.page) } : {}),
    modelCards: (told?.modelCards ?? []).flatMap((stage): PageLink[] => {
      const path = join(paths.folder, `${fileSlug(stage)}.html`)
      return existsSync(path) ? [{ label: `Model card (${stage})`, address: addressFrom(folder, path) }] : []
    }),
    comparisons: comparisons(paths.folder).map((path) => ({
      label: `Comparison: ${comparisonLabel(basename(path, comparisonEnding))}`,
      address: addressFrom(folder, path),
    })),
    runs: recorded.slice(0, mostRuns).map(({ run }) => run),
    command: command(file),
  }
}

function comparisons(folder: string): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.endsWith(comparisonEnding))
  return names.sort().map((name) => join(folder, name))
}

/** Every command of this program takes the pipeline file the same way. */
function command(file: string): string {
  return file === 'pipeline.yaml' ? 'npx tsx run-pipeline' : `npx tsx run-pipeline --pipeline ${file}`
}
