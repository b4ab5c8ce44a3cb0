import { join, relative } from 'node:path'
import { sha256 } from '../base/hash.ts'
import { packageVersion } from '../base/package-root.ts'
import { stageSources } from '../engine/definition/definition.ts'
import type { Provenance, StageCard } from '../report/report-model.ts'
import { envNames } from './env-names.ts'
import type { GitState } from './history/git-state.ts'
import type { Project } from './open-project.ts'
import type { StageResult } from './stage-result.ts'

/** Where the results on a report come from, short; the evidence document of the run holds the rest. */
export function provenance(
  project: Project,
  cards: readonly StageCard[],
  results: ReadonlyMap<string, StageResult>,
  git: GitState | undefined,
): Provenance {
  const { pipeline, environment, paths, artifacts } = project
  const { definition, graph, stages } = pipeline
  return {
    ...(git === undefined ? {} : { commit: git.commit }),
    ...(git?.dirty === undefined ? {} : { dirty: git.dirty }),
    seed: definition.seed,
    versions: [
      { name: 'Millrace', value: packageVersion() },
      { name: 'Node.js', value: process.versions.node },
      { name: 'V8', value: process.versions.v8 },
      { name: 'DuckDB', value: environment.duckdb },
      { name: 'Platform', value: `${process.platform}-${process.arch}` },
    ],
    environment: envNames(project).map((name) => {
      const value = environment.env[name]
      return { name, digest: value === undefined ? null : sha256(value) }
    }),
    inputs: cards.flatMap(({ name: stage, inputs }) =>
      // A card lists its inputs in the order of the sources.
      stageSources(stages.get(stage)!.node).flatMap(({ source }, i) => {
        const digest = inputs[i]?.digest
        return source.type === 'border' && digest !== undefined ? [{ stage, from: source.written, digest }] : []
      }),
    ),
    fingerprints: graph.order.flatMap((stage) => {
      const entry = results.get(stage)?.entry
      return entry ? [{ stage, fingerprint: entry.fingerprint }] : []
    }),
    evidence: relative(paths.root, join(artifacts, definition.name, 'run.json')),
  }
}
