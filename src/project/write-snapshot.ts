import { join } from 'node:path'
import { packageRoot, packageVersion, runsFromSources } from '../base/package-root.ts'
import { artifactFolder } from '../engine/artifact-folder.ts'
import { takeTokens } from '../engine/cache/stat-token.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import { checkEvents } from '../engine/checks/check-events.ts'
import type { RunEvent } from '../engine/events.ts'
import { type RunSummary, reusedEvent } from '../engine/run-pipeline.ts'
import { envNames } from './env-names.ts'
import { listFiles } from './list-files.ts'
import type { Project } from './open-project.ts'
import { envDigest, type Snapshot, snapshotPath } from './read-snapshot.ts'
import { reportPaths } from './report-paths.ts'

/** Takes a snapshot of a run in which nothing was left to do; of any other run it takes none. */
export function writeSnapshot(
  project: Project,
  key: readonly string[],
  summary: RunSummary,
  events: readonly RunEvent[],
): void {
  if (!summary.ok || summary.unrecorded.size > 0) return
  const { paths, store, artifacts } = project
  const { stages } = summary.pipeline
  const results = [...summary.results.entries()]
  const copies = results.flatMap(([stage, entry]) => {
    const folder = artifactFolder(artifacts, stages.get(stage)!.node)
    return Object.entries(entry.outputs).map(
      ([name, { file, extension }]) => [join(folder, `${name}${extension}`), file] as const,
    )
  })
  const after = takeTokens([
    paths.lock,
    reportPaths(paths, project.pipeline.definition.name).page,
    ...copies.flatMap(([path, file]) => [path, store.objectPath(file)]),
    ...results.map(([, { fingerprint }]) => store.path('actions', fingerprint)),
    ...ownFiles(),
  ])
  const before = Object.fromEntries([...summary.tokens].map(([path, token]) => [path, token ?? null]))
  const holdUntil = [...summary.checks.values()].flat().flatMap(({ holdsUntil }) => holdsUntil ?? [])
  const snapshot: Snapshot = {
    version: packageVersion(),
    tokens: { ...before, ...after, ...project.tokens },
    copies: Object.fromEntries(copies),
    env: Object.fromEntries(envNames(project).map((name) => [name, envDigest(name)])),
    ...(holdUntil.length === 0 ? {} : { validUntil: Math.min(...holdUntil) }),
    events: [
      ...events.filter(({ type }) => type === 'run-started'),
      ...[...summary.checks].flatMap(([stage, checks]) => checkEvents(stage, checks)),
      ...results.map(([stage, entry]) => reusedEvent(stage, entry)),
      ...events.filter(({ type }) => type === 'stage-skipped' || type === 'report-written'),
    ],
  }
  writeMemory(snapshotPath(store.root, key), snapshot)
}

/** Files of Millrace itself: another version may see stages in another light. */
function ownFiles(): string[] {
  if (!runsFromSources()) return [join(packageRoot(), 'package.json')]
  return [join(packageRoot(), 'package.json'), ...listFiles(join(packageRoot(), 'src'))]
}
