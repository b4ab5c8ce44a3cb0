import { basename, extname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Sha256, sha256 } from '../base/hash.ts'
import type { LocalStore } from '../engine/cache/local-store.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { changeTime, sameTokens, settledNs, type Tokens, takeTokens } from '../engine/cache/stat-token.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import type { Language, StageCode } from '../engine/contracts/code.ts'
import type { StageNode } from '../engine/definition/definition.ts'
import { refersToEach } from '../engine/definition/fill-references.ts'
import type { LoadedStage } from '../engine/link.ts'
import type { DescribeStage, StageDescription } from './describe-stages.ts'
import { findStageFile } from './find-stage-file.ts'
import { loadCommand } from './load-command.ts'
import { paramsError } from './params-error.ts'

/** What loading stages works with. */
export interface StageLoader {
  readonly store: LocalStore
  readonly describe: DescribeStage
  /** Called when code is read anew: workers will be asked about it, and then to run it. */
  readonly onNewCode: () => void
  readonly projectFolder: string
  readonly languages: readonly Language[]
  /** What reads stage files: another Millrace may read them otherwise. */
  readonly builtBy: string
  /** Stage files that are being read or have been, by path: many stages may use one. */
  readonly reading: Map<string, Promise<TrackedCode>>
  /** Parameters given on the command line, by stage and dotted path: errors about them name the argument. */
  readonly overridden: ReadonlySet<string>
}

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
async function readFile(node: StageNode, use: string, loader: StageLoader): Promise<TrackedCode & StageDescription> {
  const extensions = loader.languages.flatMap((language) => language.extensions)
  const path = findStageFile(node, use, extensions)
  const language = loader.languages.find((each) => each.extensions.includes(extname(path)))!
  const { code, tokens } = await trackedCode(path, language, loader)
  return { code, tokens, ...(await loader.describe(node, code)) }
}

/** Code with the metadata of all that went into it, as it was when it was read. */
export interface TrackedCode {
  readonly tokens: Tokens
  readonly code: StageCode
}

/** How often code is read again that is being edited meanwhile. */
const readings = 5

function trackedCode(path: string, language: Language, loader: StageLoader): Promise<TrackedCode> {
  const reading = loader.reading.get(path) ?? readCode(path, language, loader)
  loader.reading.set(path, reading)
  return reading
}

/** Building and digesting a bundle is skipped while the metadata of all that went into it is as it was. */
async function readCode(path: string, language: Language, loader: StageLoader): Promise<TrackedCode> {
  const { store, builtBy } = loader
  const memo = store.path('memo', 'code', `${sha256(`${builtBy}\n${path}`)}.json`)
  const known = readJson<TrackedCode>(memo)
  if (known && sameTokens(known.tokens) && (await isWhole(known.code, store))) return known
  loader.onNewCode()
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
