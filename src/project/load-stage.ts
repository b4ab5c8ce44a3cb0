import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { definitionCodes } from '../base/errors/codes-definition.ts'
import { isMillraceError, MillraceError } from '../base/errors/millrace-error.ts'
import { type Sha256, sha256, sha256Json } from '../base/hash.ts'
import { packageVersion } from '../base/package-root.ts'
import type { LocalStore } from '../engine/cache/local-store.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { changeTime, sameTokens, settledNs, type Tokens, takeTokens } from '../engine/cache/stat-token.ts'
import { writeAtomically } from '../engine/cache/write-atomically.ts'
import type { Language, StageCode } from '../engine/contracts/code.ts'
import type { Executor } from '../engine/contracts/executor.ts'
import type { ResolvedParams, StageManifest } from '../engine/contracts/manifest.ts'
import type { StageNode } from '../engine/definition/definition.ts'
import { refersToEach } from '../engine/definition/fill-references.ts'
import type { LoadedStage } from '../engine/link.ts'
import { findStageFile } from './find-stage-file.ts'
import { loadCommand } from './load-command.ts'
import { paramsError } from './params-error.ts'

/** What loading stages works with. */
export interface StageLoader {
  readonly store: LocalStore
  readonly executor: Executor
  readonly projectFolder: string
  readonly languages: readonly Language[]
  /** What reads stage files: another Millrace may read them otherwise. */
  readonly builtBy: string
  /** Stage files that are being read, or were, by path. */
  readonly reading: Map<string, Promise<TrackedCode>>
  /** Parameters given on the command line, by stage and dotted path: errors about them name the argument. */
  readonly overridden: ReadonlySet<string>
}

/** What a worker is asked about a stage's code. */
export interface DescribeRequest {
  readonly language: string
  readonly executable: string
  readonly file: string
  readonly params: unknown
}

export interface DescribeAnswer {
  readonly manifest: StageManifest
  readonly params: ResolvedParams
}

/** What the code of a stage is and says of itself, before its parameters are known to be right. */
type ReadCode = TrackedCode & DescribeAnswer

/** Code, manifest and parameters of one stage, each from its memory where nothing has changed. */
export async function loadStage(node: StageNode, loader: StageLoader): Promise<LoadedStage> {
  const { code, tokens, manifest, params } =
    node.command === undefined ? await readFile(node, node.use!, loader) : await loadCommand(node, node.command, loader)
  if (params.ok) return { node, code, tokens, manifest, params: params.params }
  // Of a fan the parameters are not whole yet: each instance's are checked.
  if (node.each !== undefined && refersToEach(node.params)) return { node, code, tokens, manifest, params: node.params }
  throw paramsError(node, params, loader.overridden)
}

/** @param use the stage file, as the pipeline names it */
async function readFile(node: StageNode, use: string, loader: StageLoader): Promise<ReadCode> {
  const extensions = loader.languages.flatMap((language) => language.extensions)
  const path = findStageFile(node, use, extensions)
  const language = loader.languages.find((each) => each.extensions.includes(extname(path)))!
  // Many stages may use one file: it is read once.
  const reading = loader.reading.get(path) ?? trackedCode(path, language, loader)
  loader.reading.set(path, reading)
  const { code, tokens } = await reading
  return { code, tokens, ...(await describe(node, code, loader)) }
}

/** Code with the metadata of all that went into it, as it was when it was read. */
export interface TrackedCode {
  readonly tokens: Tokens
  readonly code: StageCode
}

/** How often code is read again that is being edited meanwhile. */
const readings = 5

/** Building and digesting a bundle is skipped while the metadata of all that went into it is as it was. */
async function trackedCode(path: string, language: Language, { store, builtBy }: StageLoader): Promise<TrackedCode> {
  const memo = store.path('memo', 'code', `${sha256(`${builtBy}\n${path}`)}.json`)
  const known = readJson<TrackedCode>(memo)
  if (known && existsSync(known.code.executable) && sameTokens(known.tokens)) return known
  for (let reading = 1; ; reading++) {
    // Which files there are shows only after reading them: what was touched since reading began is read again.
    const began = BigInt(Date.now()) * 1_000_000n
    const code = await language.read(path)
    const tokens = takeTokens(code.watched)
    const settled = Object.values(tokens).every((token) => token !== null && changeTime(token) + settledNs < began)
    if (settled) writeAtomically(memo, JSON.stringify({ tokens, code } satisfies TrackedCode))
    if (settled || reading === readings) return { tokens, code }
    await setTimeout(Number(settledNs / 1_000_000n))
  }
}

async function describe(node: StageNode, code: StageCode, { store, executor }: StageLoader): Promise<DescribeAnswer> {
  const key: Sha256 = sha256Json({
    version: packageVersion(),
    code: code.digest,
    packages: code.packages,
    params: node.params,
  })
  const memo = store.path('memo', 'manifests', `${key}.json`)
  const known = readJson<DescribeAnswer>(memo)
  if (known !== undefined) return known
  const request: DescribeRequest = {
    language: code.language,
    executable: code.executable,
    file: code.file,
    params: node.params,
  }
  try {
    const answer = (await executor.call('describe', request)) as DescribeAnswer
    writeAtomically(memo, JSON.stringify(answer))
    return answer
  } catch (error) {
    if (isMillraceError(error) && error.code in definitionCodes) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new MillraceError('E_STAGE_FILE', `the stage file of "${node.name}" cannot be loaded: ${message}`, {
      at: (isMillraceError(error) ? error.at : undefined) ?? { file: code.file, line: 1, column: 1 },
      cause: error,
    })
  }
}
