import { join } from 'node:path'
import { packageRoot, packageVersion, runsFromSources } from '../base/package-root.ts'
import { artifactFolder } from '../engine/artifact-folder.ts'
import { takeTokens } from '../engine/cache/stat-token.ts'
import { writeAtomically } from '../engine/cache/write-atomically.ts'
import type { RunEvent } from '../engine/events.ts'
import { type RunSummary, reusedEvent } from '../engine/run-pipeline.ts'
import { envNames } from './env-names.ts'
import { listFiles } from './list-files.ts'
import type { Project } from './open-project.ts'
import { envDigest, type Snapshot, snapshotPath } from './read-snapshot.ts'

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
  const outputs = results.flatMap(([stage, entry]) =>
    Object.entries(entry.outputs).flatMap(([name, { file, extension }]) => [
      store.objectPath(file),
      join(artifactFolder(artifacts, stages.get(stage)!.node), `${name}${extension}`),
    ]),
  )
  const after = takeTokens([
    paths.lock,
    paths.report,
    ...outputs,
    ...results.map(([, { fingerprint }]) => store.path('actions', fingerprint)),
    ...ownFiles(),
  ])
  const before = Object.fromEntries([...summary.tokens].map(([path, token]) => [path, token ?? null]))
  const snapshot: Snapshot = {
    version: packageVersion(),
    tokens: { ...before, ...after, ...project.tokens },
    env: Object.fromEntries(envNames(project).map((name) => [name, envDigest(name)])),
    events: [
      ...events.filter(({ type }) => type === 'run-started'),
      ...results.map(([stage, entry]) => reusedEvent(stage, entry)),
      ...events.filter(({ type }) => type === 'stage-skipped' || type === 'report-written'),
    ],
  }
  writeAtomically(snapshotPath(store.root, key), JSON.stringify(snapshot), { durable: false })
}

/** Files of Millrace itself: another version may see stages in another light. */
function ownFiles(): string[] {
  if (!runsFromSources()) return [join(packageRoot(), 'package.json')]
  return [join(packageRoot(), 'package.json'), ...listFiles(join(packageRoot(), 'src'))]
}
