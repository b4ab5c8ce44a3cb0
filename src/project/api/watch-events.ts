import type { ErrorDocument } from '../../base/errors/millrace-error.ts'
import { toErrorDocument } from '../../base/errors/to-error-document.ts'
import type { RunEvent } from '../../engine/events.ts'
import { type WatchOptions, watchProject } from '../watch-project.ts'

/** What a watch tells: the events of its runs, and when the pipeline cannot be read. */
export type WatchEvent = RunEvent | { readonly type: 'watch-broken'; readonly error: ErrorDocument }

/**
 * The rounds of a watch as one stream of events, each handed over as soon as it happens. Who stops asking ends the watch; what
 * is being written is finished first.
 * @throws MillraceError of the first round where editing cannot mend it
 */
export async function* watchEvents(
  options: Omit<WatchOptions, 'emit' | 'signal'>,
  signal?: AbortSignal,
): AsyncGenerator<WatchEvent, void, void> {
  const stop = new AbortController()
  const onAbort = () => stop.abort()
  if (signal?.aborted) return
  signal?.addEventListener('abort', onAbort)
  const waiting: WatchEvent[] = []
  let wake = () => {}
  const push = (event: WatchEvent) => {
    waiting.push(event)
    wake()
  }
  let ended = false
  let failure: unknown
  const watching = (async () => {
    try {
      for await (const round of watchProject({ ...options, emit: push, signal: stop.signal })) {
        if (round.type === 'broken') push({ type: 'watch-broken', error: toErrorDocument(round.error) })
      }
    } catch (error) {
      failure = error
    } finally {
      ended = true
      wake()
    }
  })()
  try {
    for (;;) {
      for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) yield event
      if (ended) break
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (failure !== undefined) throw failure
  } finally {
    signal?.removeEventListener('abort', onAbort)
    stop.abort()
    await watching
  }
}
