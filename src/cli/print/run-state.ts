import type { OutputSummary, RunEvent } from '../../engine/events.ts'
import type { Reason } from '../../engine/reasons.ts'
import { formatSeconds } from './format.ts'
import { LogTail } from './log-tail.ts'
import type { Progress } from './progress-text.ts'
import type { Endings } from './run-summary.ts'

/** How one stage stands, as far as events have told. */
export interface StageView {
  readonly name: string
  state: 'waiting' | 'running' | 'ran' | 'cached' | 'failed' | 'blocked' | 'stopped' | 'skipped' | 'retried'
  /** When it was started, in milliseconds since 1970. */
  since: number
  seconds: number
  reasons: readonly Reason[]
  outputs: Readonly<Record<string, OutputSummary>>
  progress: Progress | undefined
  /** The stage that failed above it. */
  by: string
  /** How many parts of its work were remembered, in words. */
  parts: string | undefined
  /** How many of its checks passed, in words. */
  checks: string | undefined
  /** Why it was skipped, or which try comes now. */
  note: string
  readonly log: LogTail
}

/** A run as its events tell it: what every way of printing it looks at. */
export class RunState {
  readonly stages = new Map<string, StageView>()
  /** Names by state, so that drawing does not look at every stage of a large pipeline. */
  readonly #byState = new Map<StageView['state'], Set<string>>()

  /** Takes an event in. @returns the stage that it is about, as it stands now */
  take(event: RunEvent): StageView | undefined {
    if (event.type === 'run-started') {
      this.stages.clear()
      this.#byState.clear()
      for (const name of event.stages) this.#view(name)
    }
    if (!('stage' in event) || event.stage === undefined || event.type === 'notice') return undefined
    const view = this.#view(event.stage)
    switch (event.type) {
      case 'stage-started':
        return this.#move(view, { state: 'running', since: Date.now(), reasons: event.reasons })
      case 'stage-progress':
        view.progress = { done: event.done, total: event.total, label: event.label }
        return view
      case 'stage-log':
        if (!event.replayed) view.log.add(event.text)
        return view
      case 'stage-checked': {
        const held = event.checks.filter(({ ok }) => ok).length
        const of = held === event.checks.length ? '' : ` of ${event.checks.length}`
        view.checks = `${held}${of} ${event.checks.length === 1 ? 'check' : 'checks'} passed`
        return view
      }
      case 'stage-finished':
        view.parts = event.remembered && `${event.remembered.reused} parts reused, ${event.remembered.made} made`
        return this.#move(view, { state: 'ran', seconds: event.seconds, outputs: event.outputs })
      case 'stage-reused':
        return this.#move(view, { state: 'cached', outputs: event.outputs })
      case 'stage-failed':
        return this.#move(view, { state: 'failed', seconds: event.seconds })
      case 'stage-stopped':
        return this.#move(view, { state: 'stopped', seconds: event.seconds })
      case 'stage-skipped':
        return this.#move(view, { state: 'skipped', note: event.because })
      case 'stage-retried': {
        const wait = event.waitMs > 0 ? ` in ${formatSeconds(event.waitMs / 1000)}` : ''
        // For the one line; it goes on running.
        return { ...view, state: 'retried', note: `try ${event.retry} of ${event.of} more${wait}` }
      }
      case 'stage-spread':
        // Its instances stand in its place.
        this.#byState.get(view.state)?.delete(view.name)
        this.stages.delete(view.name)
        for (const name of event.instances) this.#view(name)
        return undefined
      case 'stage-blocked':
        return this.#move(view, { state: 'blocked', by: event.by })
    }
  }

  count(state: StageView['state']): number {
    return this.#byState.get(state)?.size ?? 0
  }

  /** Names of the stages in any of the states, as they came into them. */
  in(...states: readonly StageView['state'][]): string[] {
    return states.flatMap((state) => [...(this.#byState.get(state) ?? [])])
  }

  get endings(): Endings {
    return {
      done: this.in('ran', 'cached'),
      failed: this.in('failed'),
      stopped: this.in('stopped').map((name) => this.#whereItWas(name)),
      left: this.in('waiting', 'blocked'),
    }
  }

  /** With what it said last, such as the best so far of a search. */
  #whereItWas(name: string): string {
    const label = this.stages.get(name)?.progress?.label
    return label === undefined ? name : `${name} (${label})`
  }

  #move(view: StageView, change: Partial<StageView>): StageView {
    this.#byState.get(view.state)?.delete(view.name)
    Object.assign(view, change)
    this.#file(view)
    return view
  }

  #file({ state, name }: StageView): void {
    this.#byState.set(state, (this.#byState.get(state) ?? new Set()).add(name))
  }

  #view(name: string): StageView {
    const known = this.stages.get(name)
    if (known !== undefined) return known
    const view: StageView = {
      name,
      state: 'waiting',
      since: 0,
      seconds: 0,
      reasons: [],
      outputs: {},
      progress: undefined,
      by: '',
      note: '',
      parts: undefined,
      checks: undefined,
      log: new LogTail(),
    }
    this.stages.set(name, view)
    this.#file(view)
    return view
  }
}
