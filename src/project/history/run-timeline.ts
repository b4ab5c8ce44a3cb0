import type { RunEvent } from '../../engine/events.ts'

/** An event, and when it was told: milliseconds since 1970. */
export interface TimedEvent {
  readonly event: RunEvent
  readonly at: number
}

type Ended = Extract<RunEvent, { type: 'stage-finished' | 'stage-reused' | 'stage-failed' | 'stage-blocked' }>

/** What the events of a run say of one stage. */
export interface StageTimeline {
  startedAt?: number
  /** When the event came that closes the stage. */
  endedAt?: number
  started?: Extract<RunEvent, { type: 'stage-started' }>
  ended?: Ended
  /** All that it printed. */
  log: string
}

/** The events of a run, sorted by stage. A stage that an interrupt kept from starting has none. */
export function stageTimelines(events: readonly TimedEvent[]): Map<string, StageTimeline> {
  const stages = new Map<string, StageTimeline>()
  const of = (name: string) => {
    const known = stages.get(name) ?? { log: '' }
    stages.set(name, known)
    return known
  }
  for (const { event, at } of events) {
    switch (event.type) {
      case 'stage-started':
        Object.assign(of(event.stage), { startedAt: at, started: event })
        break
      case 'stage-log':
        of(event.stage).log += event.text
        break
      case 'stage-finished':
      case 'stage-reused':
      case 'stage-failed':
      case 'stage-blocked':
        Object.assign(of(event.stage), { endedAt: at, ended: event })
    }
  }
  return stages
}
