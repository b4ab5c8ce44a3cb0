import { definitionCodes } from '../base/errors/codes-definition.ts'
import { isMillraceError, MillraceError } from '../base/errors/millrace-error.ts'
import { type Sha256, sha256Json } from '../base/hash.ts'
import { packageVersion } from '../base/package-root.ts'
import type { LocalStore } from '../engine/cache/local-store.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import type { StageCode } from '../engine/contracts/code.ts'
import type { Executor } from '../engine/contracts/executor.ts'
import type { ResolvedParams, StageManifest } from '../engine/contracts/manifest.ts'
import type { StageNode } from '../engine/definition/definition.ts'

/** What a worker is asked about a stage file: what it declares, and what it makes of each of some sets of parameters. */
export interface DescribeRequest {
  readonly language: string
  readonly executable: string
  readonly file: string
  readonly params: readonly unknown[]
}

export interface DescribeAnswer {
  readonly manifest: StageManifest
  /** In the order of the request. */
  readonly params: readonly ResolvedParams[]
}

/** What code says of itself, and of the parameters that one stage gives it. */
export interface StageDescription {
  readonly manifest: StageManifest
  readonly params: ResolvedParams
}

export type DescribeStage = (node: StageNode, code: StageCode) => Promise<StageDescription>

/** What is remembered of one stage file's code: its manifest, and parameters by the digest of what was given. */
interface Remembered {
  readonly manifest: StageManifest
  readonly params: Readonly<Record<Sha256, ResolvedParams>>
}

interface Asked {
  readonly node: StageNode
  readonly given: Sha256
  readonly resolve: (description: StageDescription) => void
  readonly reject: (error: unknown) => void
}

/** Trials leave parameters behind: the oldest are forgotten. */
const mostRemembered = 1000

/**
 * Makes the function that asks workers about stages. Stages that share their code are asked about together: a thousand
 * of them are one question, one answer and one file of memory.
 */
export function stageDescriber(store: LocalStore, executor: Executor): DescribeStage {
  const waiting = new Map<StageCode, Asked[]>()

  return (node, code) =>
    new Promise((resolve, reject) => {
      const asked = { node, given: sha256Json(node.params), resolve, reject }
      const together = waiting.get(code)
      if (together !== undefined) {
        together.push(asked)
        return
      }
      waiting.set(code, [asked])
      setImmediate(() => {
        const all = waiting.get(code)!
        waiting.delete(code)
        void answer(code, all)
      })
    })

  async function answer(code: StageCode, all: readonly Asked[]): Promise<void> {
    const key = sha256Json({ version: packageVersion(), code: code.digest, packages: code.packages })
    const memo = store.path('memo', 'manifests', `${key}.json`)
    const known = readJson<Remembered>(memo)
    const missing = new Map(all.filter(({ given }) => !known?.params[given]).map((asked) => [asked.given, asked]))
    try {
      const described = known && missing.size === 0 ? known : await describe(code, [...missing.values()], known)
      if (missing.size > 0) remember(memo, described, all)
      for (const { given, resolve } of all) resolve({ manifest: described.manifest, params: described.params[given]! })
    } catch (error) {
      await fail(code, all, missing.size === 1 ? error : undefined)
    }
  }

  async function describe(
    code: StageCode,
    asked: readonly Asked[],
    known: Remembered | undefined,
  ): Promise<Remembered> {
    const { language, executable, file } = code
    const request: DescribeRequest = { language, executable, file, params: asked.map(({ node }) => node.params) }
    const { manifest, params } = (await executor.call('describe', request, {
      limitMs: loadLimitMs(),
      isBrief: true,
      packages: code.packages.map(({ name }) => name),
    })) as DescribeAnswer
    const resolved = Object.fromEntries(asked.map(({ given }, i) => [given, params[i]!]))
    return { manifest, params: { ...known?.params, ...resolved } }
  }

  /** Finds the stage that the question failed for. The first failure ends the opening of a project. */
  async function fail(code: StageCode, all: readonly Asked[], known: unknown): Promise<void> {
    let failure = known === undefined ? undefined : loadError(all[0]!.node, code, known)
    for (const asked of all) {
      try {
        if (failure !== undefined) throw failure
        const { manifest, params } = await describe(code, [asked], undefined)
        asked.resolve({ manifest, params: params[asked.given]! })
      } catch (error) {
        failure ??= loadError(asked.node, code, error)
        asked.reject(failure)
      }
    }
  }
}

/** How long a stage file may take to be imported, in a worker that is up. */
function loadLimitMs(): number {
  return (Number(process.env.MILLRACE_LOAD_SECONDS) || 20) * 1000
}

function hangsError(node: StageNode, { file }: StageCode): MillraceError {
  return new MillraceError(
    'E_STAGE_HANGS',
    `the stage file of "${node.name}" was not imported within ${loadLimitMs() / 1000} s`,
    {
      at: { file, line: 1, column: 1 },
      hint: 'Its top level loops or waits: what takes its time belongs into run(). A slow disk gets longer with MILLRACE_LOAD_SECONDS=60.',
    },
  )
}

function remember(memo: string, { manifest, params }: Remembered, asked: readonly Asked[]): void {
  const now = Object.fromEntries(asked.map(({ given }) => [given, params[given]!]))
  const earlier = Object.entries(params).filter(([given]) => !(given in now))
  const kept = Object.fromEntries(earlier.slice(-mostRemembered))
  writeMemory(memo, { manifest, params: { ...kept, ...now } } satisfies Remembered)
}

function loadError(node: StageNode, code: StageCode, error: unknown): unknown {
  if (isMillraceError(error) && error.code in definitionCodes) return error
  if (isMillraceError(error) && error.code === 'E_STAGE_TIMEOUT') return hangsError(node, code)
  const message = error instanceof Error ? error.message : String(error)
  return new MillraceError('E_STAGE_FILE', `the stage file of "${node.name}" cannot be loaded: ${message}`, {
    hint: 'What stands at the top of a stage file runs whenever it is loaded: leave work to `run`.',
    at: (isMillraceError(error) ? error.at : undefined) ?? { file: code.file, line: 1, column: 1 },
    cause: error,
  })
}
