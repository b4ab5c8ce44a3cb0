import type { EmitEvent, RunEvent } from '../../../engine/events.ts'
import { html } from '../../../report/html/html.ts'
import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import { kernelDisplay } from './kernel-display.ts'

/** Shows a bundle under a cell; with `update`, in the place of what was shown under the same id before. */
export type ShowBundle = (
  bundle: MimeBundle,
  options: { readonly display_id: string; readonly update: boolean },
) => unknown

/** Faster than a person reads, a kernel need not send. */
const everyMs = 100
let runs = 0

/**
 * A listener to the events of a run that shows one line of progress under the cell, updated in its place; undefined where
 * there is no notebook to show it.
 * @param show default: that of Deno's Jupyter kernel
 */
export function notebookProgress(show: ShowBundle | undefined = kernelDisplay()): EmitEvent | undefined {
  if (show === undefined) return undefined
  const display_id = `millrace-run-${process.pid}-${++runs}`
  const state: ProgressState = { total: 0, done: 0, running: new Map(), end: undefined }
  let shown = 0
  let at = 0
  let isNews = false
  return (event) => {
    if (!take(state, event)) return
    const now = Date.now()
    // The last event always comes through; what comes in between may wait for the next.
    if (event.type !== 'run-finished' && now - at < everyMs && !isNews) return
    isNews = event.type === 'run-started'
    at = now
    void Promise.resolve(show(progressBundle(state), { display_id, update: shown++ > 0 })).catch(() => {})
  }
}

interface ProgressState {
  total: number
  done: number
  readonly running: Map<string, number>
  end: string | undefined
}

/** @returns whether there is something new to show */
function take(state: ProgressState, event: RunEvent): boolean {
  switch (event.type) {
    case 'run-started':
      state.total = event.stages.length
      return true
    case 'stage-spread':
      state.total += event.instances.length - 1
      return true
    case 'stage-started':
      state.running.set(event.stage, 0)
      return true
    case 'stage-progress':
      state.running.set(event.stage, event.total > 0 ? event.done / event.total : 0)
      return true
    case 'stage-finished':
    case 'stage-reused':
    case 'stage-failed':
    case 'stage-skipped':
    case 'stage-stopped':
      state.running.delete(event.stage)
      state.done++
      return true
    case 'run-finished':
      state.running.clear()
      state.end = event.ok ? 'done' : event.interrupted ? 'interrupted' : 'failed'
      return true
    default:
      return false
  }
}

function progressBundle({ total, done, running, end }: ProgressState): MimeBundle {
  const active = [...running].map(([stage, share]) => (share > 0 ? `${stage} ${Math.round(share * 100)} %` : stage))
  const words = end ?? (active.length === 0 ? 'running' : `running ${active.join(', ')}`)
  const part = [...running.values()].reduce((sum, share) => sum + share, done)
  return {
    'text/plain': `${done} of ${total} stages · ${words}`,
    'text/html': notebookBlock(
      html`<progress max="${Math.max(total, 1)}" value="${Math.round(part * 100) / 100}"></progress> ${done} of ${total} stages · ${words}`,
      undefined,
    ),
  }
}
