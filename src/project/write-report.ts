import { sha256 } from '../base/hash.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { statToken } from '../engine/cache/stat-token.ts'
import { writeAtomically } from '../engine/cache/write-atomically.ts'
import { readBorderContents } from '../engine/inputs/border-contents.ts'
import { planStages } from '../engine/plan.ts'
import type { RunSummary } from '../engine/run-pipeline.ts'
import { buildReport } from './build-report.ts'
import type { GitState } from './history/git-state.ts'
import { projectGit } from './history/project-git.ts'
import type { Project } from './open-project.ts'
import { ownIdentity } from './own-identity.ts'
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
  const model = await buildReport(project, await stageResults(project, summary), git)
  const drawnBy = ownIdentity('report')
  const fingerprint = sha256(JSON.stringify({ model, drawnBy }))
  const path = project.paths.report
  const memo = project.store.path('memo', `report-${sha256(path).slice(0, 16)}.json`)
  const known = readJson<{ fingerprint: string; token: string }>(memo)
  if (known?.fingerprint === fingerprint && known.token === statToken(path)) return path
  const { renderReport } = await import('../report/render-report.ts')
  writeAtomically(path, await renderReport(model))
  writeAtomically(memo, JSON.stringify({ fingerprint, token: statToken(path) }))
  return path
}

/** The state of every stage: as the run left it, or for stages outside the run as the store has them. */
async function stageResults(project: Project, summary: RunSummary | undefined): Promise<Map<string, StageResult>> {
  const { definition, graph } = project.pipeline
  const outside = graph.order.filter(
    (name) => !summary?.results.has(name) && !summary?.failed.has(name) && !summary?.blocked.has(name),
  )
  const results = new Map<string, StageResult>()
  for (const [name, entry] of summary?.results ?? []) {
    const reasons = summary!.ran.get(name)
    results.set(name, { state: reasons ? 'ran' : 'cached', reasons: reasons ?? [], entry })
  }
  for (const [name, error] of summary?.failed ?? []) results.set(name, { state: 'failed', reasons: [], error })
  for (const name of summary?.blocked ?? []) results.set(name, { state: 'blocked', reasons: [] })
  if (outside.length > 0) {
    const border = await readBorderContents(definition, graph.order, project.store.digests, project.downloads)
    const verdicts = await planStages(project, graph.order, new Set(), border)
    for (const name of outside) {
      const verdict = verdicts.get(name)!
      if (verdict.type === 'reuse') results.set(name, { state: 'cached', reasons: [], entry: verdict.entry })
      else results.set(name, { state: 'stale', reasons: verdict.reasons })
    }
  }
  return results
}
