import type { Freshness } from '../freshness.ts'
import { withDisplay } from './with-display.ts'

/** Stages as they were asked for, which a notebook shows as lines: state and why. */
export function shownStages<Stage extends Freshness>(stages: Stage[]): readonly Stage[] {
  return withDisplay(stages, async () => {
    const { displayStages } = await import('./display-stages.ts')
    return displayStages(stages)
  })
}
