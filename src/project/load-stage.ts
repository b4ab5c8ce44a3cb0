import { basename, extname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { didYouMean } from '../base/did-you-mean.ts'
import { definitionCodes } from '../base/errors/codes-definition.ts'
import { isMillraceError, MillraceError } from '../base/errors/millrace-error.ts'
import { type Sha256, sha256, sha256Json } from '../base/hash.ts'
import { packageVersion } from '../base/package-root.ts'
import type { LocalStore } from '../engine/cache/local-store.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { changeTime, sameTokens, settledNs, type Tokens, takeTokens } from '../engine/cache/stat-token.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import type { Language, StageCode } from '../engine/contracts/code.ts'
import type { Executor } from '../engine/contracts/executor.ts'
import type { ResolvedParams, StageManifest } from '../engine/contracts/manifest.ts'
import type { StageNode } from '../engine/definition/definition.ts'
import type { LoadedStage } from '../engine/link.ts'
import { findStageFile } from './find-stage-file.ts'

/** What loading stages works with. */
export interface StageLoader {
  readonly store: LocalStore
  readonly executor: Executor
  readonly languages: readonly Language[]
  readonly pipelineFolder: string
  /** What reads stage files: another Millrace may read them otherwise. */
  readonly builtBy: string
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

/** Code, manifest and parameters of one stage, each from its memory where nothing has changed. */
export async function loadStage(node: StageNode, loader: StageLoader): Promise<LoadedStage> {
  const extensions = loader.languages.flatMap((language) => language.extensions)
  const path = findStageFile(node, loader.pipelineFolder, extensions)
  const language = loader.languages.find((each) => each.extensions.includes(extname(path)))!
  const { code, tokens } = await trackedCode(path, language, loader)
  const { manifest, params } = await describe(node, code, loader)
  if (!params.ok) throw paramsError(node, params, loader.overridden)
  return { node, code, tokens, manifest, params: params.params }
}

/** Code with the metadata of all that went into it, as it was when it was read. */
interface TrackedCode {
  readonly tokens: Tokens
  readonly code: StageCode
}

/** How often code is read again that is being edited meanwhile. */
const readings = 5

/** Building and digesting a bundle is skipped while the metadata of all that went into it is as it was. */
async function trackedCode(path: string, language: Language, { store, builtBy }: StageLoader): Promise<TrackedCode> {
  const memo = store.path('memo', 'code', `${sha256(`${builtBy}\n${path}`)}.json`)
  const known = readJson<TrackedCode>(memo)
  if (known && sameTokens(known.tokens) && (await isWhole(known.code, store))) return known
  for (let reading = 1; ; reading++) {
    // Which files there are shows only after reading them: what was touched since reading began is read again.
    const began = BigInt(Date.now()) * 1_000_000n
    const code = await language.read(path)
    const tokens = takeTokens(code.watched)
    const settled = Object.values(tokens).every((token) => token !== null && changeTime(token) + settledNs < began)
    store.digests.remember(code.executable, digestInName(code))
    if (settled) writeMemory(memo, { tokens, code } satisfies TrackedCode)
    if (settled || reading === readings) return { tokens, code }
    await setTimeout(Number(settledNs / 1_000_000n))
  }
}

/** Whether what the worker would run is still what was digested: its name says so. */
async function isWhole(code: StageCode, { digests }: LocalStore): Promise<boolean> {
  return (await digests.digest(code.executable)) === digestInName(code)
}

function digestInName({ executable }: StageCode): Sha256 {
  return basename(executable, extname(executable)) as Sha256
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
    const packages = code.packages.map(({ name }) => name)
    const answer = (await executor.call('describe', request, { limitMs: loadLimitMs(), packages })) as DescribeAnswer
    writeMemory(memo, answer)
    return answer
  } catch (error) {
    if (isMillraceError(error) && error.code in definitionCodes) throw error
    if (isMillraceError(error) && error.code === 'E_STAGE_TIMEOUT') throw hangsError(node, code)
    const message = error instanceof Error ? error.message : String(error)
    throw new MillraceError('E_STAGE_FILE', `the stage file of "${node.name}" cannot be loaded: ${message}`, {
      at: (isMillraceError(error) ? error.at : undefined) ?? { file: code.file, line: 1, column: 1 },
      cause: error,
    })
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

function paramsError(
  node: StageNode,
  { issues }: Extract<ResolvedParams, { ok: false }>,
  overridden: ReadonlySet<string>,
) {
  const issue = issues[0]!
  const dotted = [node.name, ...issue.path].join('.')
  const argument = [...overridden].find(
    (path) => dotted === path || dotted.startsWith(`${path}.`) || path.startsWith(`${dotted}.`),
  )
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  const at = issue.known === undefined ? node.at.paramValue(issue.path) : node.at.paramKey(issue.path)
  return new MillraceError('E_PARAMS', `stage "${node.name}": ${issue.message}${more}`, {
    ...(argument === undefined ? { at } : {}),
    hint:
      argument !== undefined
        ? `It was given as --set ${argument}=…`
        : issue.known === undefined
          ? 'The stage file says what each parameter takes.'
          : didYouMean(String(issue.path.at(-1)), issue.known),
  })
}
