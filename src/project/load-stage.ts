import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { sha256 } from '../base/hash.ts'
import type { LocalStore } from '../engine/cache/local-store.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { changeTime, sameTokens, settledNs, type Tokens, takeTokens } from '../engine/cache/stat-token.ts'
import { writeAtomically } from '../engine/cache/write-atomically.ts'
import type { Language, StageCode } from '../engine/contracts/code.ts'
import type { ResolvedParams } from '../engine/contracts/manifest.ts'
import type { StageNode } from '../engine/definition/definition.ts'
import { refersToEach } from '../engine/definition/fill-references.ts'
import type { LoadedStage } from '../engine/link.ts'
import type { DescribeStage } from './describe-stages.ts'
import { findStageFile } from './find-stage-file.ts'

/** What loading stages works with. */
export interface StageLoader {
  readonly store: LocalStore
  readonly describe: DescribeStage
  readonly languages: readonly Language[]
  /** What reads stage files: another Millrace may read them otherwise. */
  readonly builtBy: string
  /** Parameters given on the command line, by stage and dotted path: errors about them name the argument. */
  readonly overridden: ReadonlySet<string>
  /** Stage files that are being read or have been: many stages may use one. */
  readonly reading: Map<string, Promise<TrackedCode>>
}

/** Code, manifest and parameters of one stage, each from its memory where nothing has changed. */
export async function loadStage(node: StageNode, loader: StageLoader): Promise<LoadedStage> {
  const extensions = loader.languages.flatMap((language) => language.extensions)
  const path = findStageFile(node, extensions)
  const language = loader.languages.find((each) => each.extensions.includes(extname(path)))!
  const { code, tokens } = await trackedCode(path, language, loader)
  const { manifest, params } = await loader.describe(node, code)
  if (params.ok) return { node, code, tokens, manifest, params: params.params }
  // Of a fan the parameters are not whole yet: each instance's are checked.
  if (node.each !== undefined && refersToEach(node.params)) return { node, code, tokens, manifest, params: node.params }
  throw paramsError(node, params, loader.overridden)
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
async function readCode(path: string, language: Language, { store, builtBy }: StageLoader): Promise<TrackedCode> {
  const memo = store.path('memo', 'code', `${sha256(`${builtBy}\n${path}`)}.json`)
  const known = readJson<TrackedCode>(memo)
  if (known && existsSync(known.code.executable) && sameTokens(known.tokens)) return known
  for (let reading = 1; ; reading++) {
    // Which files there are shows only after reading them: what was touched since reading began is read again.
    const began = BigInt(Date.now()) * 1_000_000n
    const code = await language.read(path)
    const tokens = takeTokens(code.watched)
    const settled = Object.values(tokens).every((token) => token !== null && changeTime(token) + settledNs < began)
    if (settled) writeAtomically(memo, JSON.stringify({ tokens, code } satisfies TrackedCode), { durable: false })
    if (settled || reading === readings) return { tokens, code }
    await setTimeout(Number(settledNs / 1_000_000n))
  }
}

function paramsError(
  node: StageNode,
  { issues }: Extract<ResolvedParams, { ok: false }>,
  overridden: ReadonlySet<string>,
) {
  const issue = issues[0]!
  const argument = [node.name, node.base]
    .map((name) => [name, ...issue.path].join('.'))
    .flatMap((dotted) =>
      [...overridden].filter(
        (path) => dotted === path || dotted.startsWith(`${path}.`) || path.startsWith(`${dotted}.`),
      ),
    )[0]
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
