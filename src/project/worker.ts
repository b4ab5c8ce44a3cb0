import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { sha256File } from '../base/hash.ts'
import type { StageJob } from '../engine/contracts/executor.ts'
import type { SavedPart } from '../engine/contracts/kind.ts'
import type { MeasureRequest } from '../engine/contracts/measure.ts'
import type { KindName } from '../engine/contracts/port.ts'
import { serveWorker } from '../engine/executor/serve-worker.ts'
import type { SplitPart, SplitRequest } from '../engine/fan/find-parts.ts'
import { defaultMemoryBytes } from '../engine/run-stage.ts'
import { kinds } from '../kinds/index.ts'
import { shRuntime } from '../languages/sh/runtime.ts'
import { readQuery } from '../languages/sql/read-query.ts'
import { sqlRuntime } from '../languages/sql/runtime.ts'
import { tsRuntime } from '../languages/ts/runtime.ts'
import { loadDuckdbBy, openSession, type SessionOptions, sqlDigest, useSession } from '../table/index.ts'
import type { DescribeAnswer, DescribeRequest } from './describe-stages.ts'

/** The process that runs stages: real kinds and languages put into the engine's worker. */
const runtimes = [tsRuntime, sqlRuntime, shRuntime]

loadDuckdbBy(() => createRequire(import.meta.url)('@duckdb/node-api'))

/**
 * Share of a stage's memory that DuckDB may fill before it goes to disk. It holds more than it counts: at a limit of
 * 512 MB a sort of 12 million rows was stopped with a share of 0.6 and went to disk and finished with 0.45.
 */
const duckdbShare = 0.45

serveWorker({
  kinds,
  runtimes,
  projectFolder: process.argv[2] ?? process.cwd(),
  speaksText: process.argv[3] === 'text',
  prepare: (job) => {
    const session = openSession({
      threads: job.limits.threads,
      memoryLimit: `${Math.floor((job.limits.memoryBytes * duckdbShare) / 1e6)}MB`,
      tempDirectory: join(job.workFolder, 'duckdb'),
      allowedDirectories: [job.workFolder],
      allowedPaths: inputPaths(job),
      sandbox: true,
    })
    const restore = useSession(session)
    return async () => {
      restore()
      await session.close()
    }
  },
  methods: {
    describe: (request: DescribeRequest) => withSession(() => describe(request)),
    sqlDigest: ({ text, file }: { text: string; file: string }) =>
      withSession(async () => (await sqlDigest(text, { file })).digest),
    readQuery: ({ text }: { text: string }) => withSession(() => readQuery(text, 'query')),
    measure: ({ kind, paths, questions }: MeasureRequest) =>
      withSession(async () => (await kinds[kind].measure?.(paths, questions)) ?? [], measuring(paths)),
    preview: ({ kind, path }: { kind: KindName; path: string }) => withSession(() => kinds[kind].preview(path)),
    split: ({ kind, path, by, folder }: SplitRequest) =>
      withSession(async () => {
        const parts = await kinds[kind].split!(path, by, folder)
        return Promise.all(parts.map(withFileDigest))
      }),
    firstDifference: ({ kind, a, b }: { kind: KindName; a: string; b: string }) =>
      withSession(() => kinds[kind].firstDifference(a, b)),
  },
})

/** What the store needs to take a part in. */
async function withFileDigest(part: SavedPart): Promise<SplitPart> {
  const { kind, path } = part
  return { ...part, extension: kinds[kind].extension, file: await sha256File(path), bytes: statSync(path).size }
}

async function describe({ language, executable, file, params }: DescribeRequest): Promise<DescribeAnswer> {
  const runtime = runtimes.find(({ name }) => name === language)!
  const stage = await runtime.load(executable, file)
  return { manifest: stage.manifest, params: params.map((given) => stage.resolveParams(given)) }
}

/** A check may hold a query of the pipeline's author: it sees the outputs of its stage and nothing else. */
function measuring(paths: MeasureRequest['paths']): SessionOptions {
  const memoryLimit = `${Math.floor((defaultMemoryBytes() * duckdbShare) / 1e6)}MB`
  return { sandbox: true, allowedPaths: Object.values(paths), memoryLimit }
}

async function withSession<Value>(use: () => Promise<Value>, options?: SessionOptions): Promise<Value> {
  const session = openSession(options)
  const restore = useSession(session)
  try {
    return await use()
  } finally {
    restore()
    await session.close()
  }
}

function inputPaths(job: StageJob): string[] {
  const inputs = Object.values(job.inputs).flatMap((input) => ('many' in input ? Object.values(input.many) : [input]))
  return inputs.flatMap(({ path, files = [] }) => [path, ...files.map((file) => file.path)])
}
