import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type ErrorDocument, isMillraceError } from '../base/errors/millrace-error.ts'
import type { Sha256 } from '../base/hash.ts'
import { LocalStore } from '../engine/cache/local-store.ts'
import { type Tokens, takeTokens } from '../engine/cache/stat-token.ts'
import { stageSources } from '../engine/definition/definition.ts'
import type { EmitEvent, RunEvent } from '../engine/events.ts'
import type { RunSummary } from '../engine/run-pipeline.ts'
import { type OpenOptions, openProject, type Project, workerPool } from './open-project.ts'
import { projectPaths } from './project-paths.ts'
import { type RunProjectOptions, runProject } from './run-project.ts'
import { newsOnly } from './watch/news-only.ts'
import { sourceTokens } from './watch/source-tokens.ts'
import { type Change, waitForChange } from './watch/wait-for-change.ts'

export interface WatchOptions extends Omit<RunProjectOptions, 'failedBefore'> {
  readonly open?: OpenOptions
  /** Told each time that the pipeline was read, before it runs; what it throws counts as of the pipeline. */
  readonly onOpen?: (project: Project) => void
  /** Ends the watch; what is being written is finished first. */
  readonly signal: AbortSignal
}

/** What one change came to. */
export type WatchRound =
  | {
      readonly type: 'ran'
      readonly project: Project
      readonly summary: RunSummary
      readonly events: readonly RunEvent[]
    }
  /** The pipeline cannot be read, or one of its inputs cannot: it is whole again when somebody has mended it. */
  | { readonly type: 'broken'; readonly error: unknown }

/**
 * Runs a pipeline, then again whenever something that it reads is changed: each time only what is stale. One run at a time; a
 * change during a run leads to a second one. A fingerprint that failed is not tried again until something that it reads
 * changes. Rounds in which nothing is new are silent. Between them workers stay up, so that little lies between a save and
 * its result.
 *
 *     open → run → wait until the metadata of what was read is other than before it was read → open → …
 *
 * Ends when the signal comes, or when its consumer asks for no more.
 * @throws MillraceError of the first round where editing cannot mend it: a wrong argument, no pipeline file
 */
export async function* watchProject(options: WatchOptions): AsyncGenerator<WatchRound, void, void> {
  const { signal, open = {}, emit = () => {} } = options
  const paths = projectPaths(open.pipeline)
  const store = new LocalStore(open.store ?? paths.store)
  const executor = workerPool(store, paths.root)
  const failedBefore = new Map<Sha256, ErrorDocument>()
  const known = new Map<string, string>()
  let watched: Tokens = {}
  let broken: unknown
  let change: Change | undefined

  async function runOnce(first: boolean): Promise<{ round: WatchRound; isNews: boolean }> {
    const events: RunEvent[] = []
    const news = newsOnly(known, emit, first || broken !== undefined)
    const take: EmitEvent = (event) => {
      // Going on after a failure is what watching is for.
      if (event.type === 'run-resumed' && !first) return
      // A result that does not pass its checks is judged again each time.
      const hasResult = event.type === 'stage-failed' && event.outputs !== undefined
      if (event.type === 'stage-failed' && event.fingerprint !== undefined && !hasResult)
        failedBefore.set(event.fingerprint, event.error)
      events.push(event)
      news.emit(event)
    }
    let project: Project | undefined
    try {
      project = await openProject(open, { store, executor })
      options.onOpen?.(project)
      if (change !== undefined) take({ type: 'change-noticed', ...change })
      const selection = first ? options.selection : { ...options.selection, force: false }
      const summary = await runProject(project, {
        ...options,
        selection,
        recordNothing: first,
        failedBefore,
        emit: take,
      })
      watched = {
        ...Object.fromEntries([...summary.tokens].map(([path, token]) => [path, token ?? null])),
        ...project.tokens,
      }
      broken = undefined
      return { round: { type: 'ran', project, summary, events }, isNews: news.isNews() }
    } catch (error) {
      // The terminal interrupts the compiler too: what that says then is no news.
      if (signal.aborted) return { round: { type: 'broken', error }, isNews: false }
      if (first && !(isMillraceError(error) && error.at !== undefined)) throw error
      if (project !== undefined) watched = { ...takeTokens(borderPaths(project)), ...watched }
      const isNews = !sameError(broken, error)
      broken = error
      return { round: { type: 'broken', error }, isNews }
    } finally {
      await project?.close()
    }
  }

  try {
    for (let first = true; !signal.aborted; first = false) {
      // What mends a broken pipeline may be any file: they are looked at before it is read.
      const wasBroken = broken !== undefined
      if (wasBroken) watched = { ...takeTokens(Object.keys(watched)), ...sourceTokens(paths) }
      const { round, isNews } = await runOnce(first)
      if (isNews) yield round
      // It may have been mended before the first look.
      if (signal.aborted || (round.type === 'broken' && !wasBroken)) continue
      if (isNews || wasBroken) emit({ type: 'watch-waiting', files: Object.keys(watched).length })
      await executor.warm(1)
      change = await waitForChange(watched, signal)
    }
  } finally {
    await executor.close()
  }
}

/** Files that stages read at the border, also those that are not there. */
function borderPaths({ pipeline: { definition } }: Project): string[] {
  const sources = [...definition.stages.values()].flatMap((stage) => stageSources(stage).map(({ source }) => source))
  return sources.flatMap((source) => (source.type === 'border' ? [resolve(definition.folder, source.spec)] : []))
}

function sameError(a: unknown, b: unknown): boolean {
  return isMillraceError(a) && isMillraceError(b)
    ? isDeepStrictEqual(a.toDocument(), b.toDocument())
    : a instanceof Error && b instanceof Error && a.message === b.message
}
