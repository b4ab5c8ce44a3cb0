import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { sha256 } from '../base/hash.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { statToken } from '../engine/cache/stat-token.ts'
import { writeAtomically } from '../engine/cache/write-atomically.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import type { LinkedPipeline } from '../engine/link.ts'
import type { Planned } from '../engine/plan.ts'
import type { RunSummary } from '../engine/run-pipeline.ts'
import { fileSlug } from '../report/html/file-slug.ts'
import { addressFrom } from './address-from.ts'
import { buildReport } from './build-report.ts'
import type { GitState } from './history/git-state.ts'
import { projectGit } from './history/project-git.ts'
import type { Project } from './open-project.ts'
import { ownIdentity } from './own-identity.ts'
import { planProject } from './plan-project.ts'
import { type ReportMemory, reportMemo } from './report-memory.ts'
import { reportPaths } from './report-paths.ts'
import type { StageResult } from './stage-result.ts'

/**
 * Writes the report when it says something else than before. It is a view and not an artifact: it has a fingerprint of its
 * own, of what it shows and of what draws it, and `verify` does not look at it.
 *
 * @param summary of the run just ended; without one, the results that the store holds are shown
 * @param git the working tree now, where it has been looked at already
 * @returns the report's path
 */
export async function writeReport(
  project: Project,
  summary?: RunSummary,
  git: GitState | undefined = projectGit(project),
): Promise<string> {
  const { results, pipeline } = await stageResults(project, summary)
  const model = await buildReport({ ...project, pipeline }, results, git)
  const drawnBy = ownIdentity('report')
  const fingerprint = sha256(JSON.stringify({ model, drawnBy }))
  const paths = reportPaths(project.paths, pipeline.definition.name)
  const memo = reportMemo(project.store, paths.page)
  const known = readJson<ReportMemory>(memo)
  if (known?.fingerprint === fingerprint && known.token === statToken(paths.page)) return paths.page
  const { renderReport } = await import('../report/render-report.ts')
  const { reportFiles, modelCards } = await import('./report-files.ts')
  const links = {
    index: addressFrom(dirname(paths.page), paths.index),
    charts: `${addressFrom(dirname(paths.page), paths.folder)}/charts/`,
    modelCards: modelCards(model).map(({ stage }) => ({
      stage,
      address: addressFrom(dirname(paths.page), join(paths.folder, `${fileSlug(stage)}.html`)),
    })),
  }
  const files = await reportFiles(model, paths)
  // The page last: who finds it new finds what stands beside it new too.
  for (const { path, text } of files) writeAtomically(join(paths.folder, path), text, { durable: false })
  removeOthers(join(paths.folder, 'charts'), new Set(files.map(({ path }) => basename(path))))
  writeAtomically(paths.page, await renderReport({ ...model, links }), { durable: false })
  writeMemory(memo, {
    fingerprint,
    token: statToken(paths.page) ?? '',
    told: {
      title: model.title,
      ...(model.question === undefined ? {} : { question: model.question }),
      ...(model.answer === undefined ? {} : { headline: model.answer.headline }),
      warnings: [...new Set([...model.warnings.map(({ text }) => text), ...(model.answer?.warnings ?? [])])],
      modelCards: links.modelCards.map(({ stage }) => stage),
    },
  } satisfies ReportMemory)
  return paths.page
}

/** Charts of stages that are no more. */
function removeOthers(folder: string, wanted: ReadonlySet<string>): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(join(folder, name), { force: true })
}

/** The state of every stage: as the run left it, or for stages outside the run as the store has them. */
async function stageResults(
  project: Project,
  summary: RunSummary | undefined,
): Promise<{ results: Map<string, StageResult>; pipeline: LinkedPipeline }> {
  let pipeline = summary?.pipeline ?? project.pipeline
  const isKnown = (name: string) =>
    [summary?.results, summary?.failed, summary?.blocked, summary?.skipped].some((each) => each?.has(name))
  const outside = pipeline.graph.order.filter((name) => !isKnown(name))
  const results = new Map<string, StageResult>()
  for (const [name, entry] of summary?.results ?? []) {
    const reasons = summary!.ran.get(name)
    results.set(name, { state: reasons ? 'ran' : 'cached', reasons: reasons ?? [], entry })
  }
  for (const [name, error] of summary?.failed ?? [])
    results.set(name, { state: 'failed', reasons: [], error, entry: summary!.rejected.get(name) })
  for (const name of summary?.blocked ?? []) results.set(name, { state: 'blocked', reasons: [] })
  for (const [name, because] of summary?.skipped ?? []) results.set(name, { state: 'skipped', reasons: [], because })
  for (const [name, checks] of summary?.checks ?? []) results.set(name, { ...results.get(name)!, checks })
  if (outside.length > 0) {
    const plan = await planProject({ ...project, pipeline })
    for (const [name, planned] of plan.stages)
      if (!isKnown(name)) results.set(name, { ...resultOf(planned), checks: planned.checks })
    pipeline = plan.pipeline
  }
  return { results, pipeline }
}

function resultOf(planned: Planned): StageResult {
  switch (planned.type) {
    case 'reuse':
      return { state: 'cached', reasons: [], entry: planned.entry }
    case 'skip':
      return { state: 'skipped', reasons: [], because: planned.because }
    case 'fail':
      return { state: 'failed', reasons: [], error: planned.error, entry: planned.entry }
    case 'blocked':
      return { state: 'blocked', reasons: [] }
    default:
      return { state: 'stale', reasons: planned.reasons }
  }
}
