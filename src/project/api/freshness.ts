import { describeReason } from '../../engine/describe-reason.ts'
import { reach } from '../../engine/graph.ts'
import { isStale, type Plan, type Planned } from '../../engine/plan.ts'

/** How a stage stands at one moment: whether what it gave last is what a run would give now. */
export interface Freshness {
  readonly stage: string
  /**
   * `fresh`: a run would use its result again. `stale`: a run would do its work, or has to see first whether it must. `failed`:
   * it has a result that does not pass its checks, or cannot run at all. `blocked`: it reads from a stage that fails.
   * `skipped`: its condition does not hold.
   */
  readonly state: 'fresh' | 'stale' | 'failed' | 'blocked' | 'skipped'
  /** Whether a run would have something to do with it, or something to say: all but `fresh` and `skipped`. */
  readonly stale: boolean
  /** Why, as short sentences without a full stop; empty for what is fresh. */
  readonly reasons: readonly string[]
}

/**
 * How one stage of a plan stands. Of a stage that waits for others, the reasons name the stale stages above it, which are why.
 * @param stage one that the plan holds
 */
export function freshnessOf(plan: Plan, stage: string): Freshness {
  const planned = plan.stages.get(stage)!
  return { stage, state: stateOf(planned), stale: isStale(planned), reasons: reasonsOf(plan, stage, planned) }
}

function stateOf({ type }: Planned): Freshness['state'] {
  if (type === 'reuse') return 'fresh'
  if (type === 'skip') return 'skipped'
  if (type === 'fail') return 'failed'
  return type === 'blocked' ? 'blocked' : 'stale'
}

function reasonsOf({ stages, pipeline }: Plan, stage: string, planned: Planned): string[] {
  switch (planned.type) {
    case 'reuse':
      return []
    case 'skip':
      return [planned.because]
    case 'fail':
      return [`${planned.error.code} ${planned.error.message}`]
    case 'blocked':
      return [`${planned.by} fails`]
    case 'run':
      return planned.reasons.map(describeReason)
    case 'wait': {
      const above = reach([stage], pipeline.graph.parents)
      const because = pipeline.graph.order.flatMap((name) => {
        const verdict = above.has(name) ? stages.get(name) : undefined
        return verdict?.type === 'run'
          ? [`reads from ${name}, which is stale: ${verdict.reasons.map(describeReason).join('; ')}`]
          : []
      })
      return [...planned.reasons.map(describeReason), ...because]
    }
  }
}
