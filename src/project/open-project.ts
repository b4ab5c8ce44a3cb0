import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sha256 } from '../base/hash.ts'
import { packageRoot } from '../base/package-root.ts'
import { LocalStore } from '../engine/cache/local-store.ts'
import { readLock } from '../engine/cache/lock-file.ts'
import { type Tokens, takeTokens } from '../engine/cache/stat-token.ts'
import type { Language } from '../engine/contracts/code.ts'
import { type Overrides, overrideParams } from '../engine/definition/override-params.ts'
import { readPipeline } from '../engine/definition/read-pipeline.ts'
import { workerNodeMajor } from '../engine/executor/worker-node.ts'
import { WorkerPool } from '../engine/executor/worker-pool.ts'
import type { FingerprintEnvironment } from '../engine/fingerprint.ts'
import { buildGraph } from '../engine/graph.ts'
import { type LoadedStage, linkPipeline } from '../engine/link.ts'
import type { RunContext } from '../engine/run-context.ts'
import { defaultMemoryBytes } from '../engine/run-stage.ts'
import { jsonKind } from '../kinds/json-kind.ts'
import { kindVersions } from '../kinds/kind-versions.ts'
import { sqlLanguage } from '../languages/sql/language.ts'
import { tsLanguage } from '../languages/ts/language.ts'
import { findPackage } from '../languages/ts/package-closure.ts'
import { assertCheckQueries } from './assert-check-queries.ts'
import { checkOwner } from './claim-artifacts.ts'
import { stageDescriber } from './describe-stages.ts'
import { loadStage, type StageLoader } from './load-stage.ts'
import { outputMeasure } from './output-measure.ts'
import { ownIdentity } from './own-identity.ts'
import { type ProjectPaths, projectPaths } from './project-paths.ts'
import { readEnvFile } from './read-env-file.ts'
import { workerPath } from './worker-path.ts'

export interface OpenOptions {
  /** The pipeline file; default `pipeline.yaml` in this folder. */
  readonly pipeline?: string | undefined
  /** Parameters to use instead of the file's. */
  readonly set?: Overrides
  /** Another store than the project's, as `verify` uses. */
  readonly store?: string
}

/** An open pipeline: what the command line, a notebook and a server share. */
export interface Project extends RunContext {
  readonly paths: ProjectPaths
  /** Metadata of the pipeline file and of `.env` before they were read. */
  readonly tokens: Tokens
  readonly store: LocalStore
  readonly executor: WorkerPool
  /** Parameters that the command line gave: such a run does not rewrite the lock file. */
  readonly overrides: Overrides
  close(): Promise<void>
}

/** What outlives one opening of a project that is opened again and again. */
export interface Standing {
  readonly store: LocalStore
  readonly executor: WorkerPool
}

export function workerPool(store: LocalStore, root: string): WorkerPool {
  return new WorkerPool({
    workerPath: () => workerPath(store),
    projectFolder: root,
    memoryBytes: defaultMemoryBytes(),
    registry: store.path('workers'),
    statelessPackages: ['zod', '@duckdb/node-api'],
  })
}

/**
 * Reads a pipeline file and everything that it names, and checks that all of it fits. Nothing runs.
 * @param standing used instead of a store and workers of its own, and left open
 * @throws MillraceError with the place of the mistake
 */
export async function openProject(options: OpenOptions = {}, standing?: Standing): Promise<Project> {
  const paths = projectPaths(options.pipeline)
  const overrides = options.set ?? {}
  const env = readEnvFile(paths.env)
  const began = takeTokens([paths.pipeline, paths.env])
  const definition = overrideParams(readPipeline(paths.pipeline, env), overrides)
  checkOwner(paths, definition)
  const tokens = { ...takeTokens(definition.files), ...began }
  buildGraph(definition)
  const store = standing?.store ?? new LocalStore(options.store ?? paths.store)
  const executor = standing?.executor ?? workerPool(store, paths.root)
  const closeWorkers = async () => (standing === undefined ? executor.close() : undefined)
  try {
    const loader: StageLoader = {
      store,
      describe: stageDescriber(store, executor),
      // Where that fails, the first question to a worker says why.
      onNewCode: () => void executor.warm(1).catch(() => {}),
      projectFolder: paths.root,
      reading: new Map(),
      languages: languages(paths.root, store, executor),
      builtBy: ownIdentity('languages'),
      overridden: new Set(Object.keys(overrides)),
    }
    const loaded = new Map<string, LoadedStage>()
    // Side by side: bundles are built while a worker reads manifests.
    await Promise.all(
      [...definition.stages.values()].map(async (node) => loaded.set(node.name, await loadStage(node, loader))),
    )
    const pipeline = linkPipeline(definition, loaded)
    await assertCheckQueries(pipeline.stages, store, executor)
    return {
      paths,
      tokens,
      pipeline,
      store,
      executor,
      overrides,
      environment: fingerprintEnvironment(env),
      lock: readLock(paths.lock),
      artifacts: join(paths.root, 'artifacts'),
      downloads: store.path('downloads'),
      load: (node) => loadStage(node, loader),
      measure: outputMeasure(store, executor),
      readValue: ({ file }) => jsonKind.load({ path: store.objectPath(file), content: file }),
      close: async () => {
        await closeWorkers()
        await store.settle()
        store.digests.save()
      },
    }
  } catch (error) {
    await closeWorkers()
    throw error
  }
}

function languages(root: string, store: LocalStore, executor: WorkerPool): Language[] {
  const code = store.path('code')
  const digestOf = (text: string, file: string) =>
    executor.call('sqlDigest', { text, file }, { isBrief: true }) as Promise<Sha256>
  return [tsLanguage(root, code), sqlLanguage(root, code, digestOf)]
}

/** Facts of this machine that can change a result. */
export function fingerprintEnvironment(env: NodeJS.ProcessEnv): FingerprintEnvironment {
  return {
    kindVersions,
    duckdb: duckdbVersion(),
    platform: process.platform,
    arch: process.arch,
    node: workerNodeMajor(),
    env,
  }
}

export function duckdbVersion(): string {
  const folder = findPackage('@duckdb/node-api', packageRoot())!
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
}
