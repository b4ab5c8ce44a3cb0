import type { ErrorDocument } from '../../base/errors/millrace-error.ts'
import type { RunEvent } from '../../engine/events.ts'

/** An event, and when it was told: milliseconds since 1970. */
export interface TimedEvent {
  readonly event: RunEvent
  readonly at: number
}

const closing = ['finished', 'reused', 'failed', 'stopped', 'blocked', 'skipped'] as const
type Closing = Extract<RunEvent, { type: `stage-${(typeof closing)[number]}` }>

/** What the events of a run say of one stage. */
export interface StageTimeline {
  startedAt?: number
  /** When the event came that closes the stage. */
  endedAt?: number
  started?: Extract<RunEvent, { type: 'stage-started' }>
  ended?: Closing
  /** What it failed with before it was tried again. */
  readonly retried: ErrorDocument[]
  /** All that it printed in this run. */
  log: string
}

/** The events of a run, sorted by stage. A stage that an interrupt kept from starting has none. */
export function stageTimelines(events: readonly TimedEvent[]): Map<string, StageTimeline> {
  const stages = new Map<string, StageTimeline>()
  const of = (name: string) => {
    const known = stages.get(name) ?? { retried: [], log: '' }
    stages.set(name, known)
    return known
  }
  for (const { event, at } of events) {
    if (event.type === 'stage-started') Object.assign(of(event.stage), { startedAt: at, started: event })
    else if (event.type === 'stage-retried') of(event.stage).retried.push(event.error)
    else if (event.type === 'stage-log' && event.replayed === undefined) of(event.stage).log += event.text
    else if (isClosing(event)) Object.assign(of(event.stage), { endedAt: at, ended: event })
  }
  return stages
}

function isClosing(event: RunEvent): event is Closing {
  return closing.some((word) => event.type === `stage-${word}`)
}
