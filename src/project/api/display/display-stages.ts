import type { Freshness } from '../freshness.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import { displayRows } from './display-rows.ts'

const marks = { fresh: '○', stale: '◐', failed: '✕', blocked: '⊟', skipped: '⊳' } as const

/** How stages stand, one line each: by mark, by word, and why. */
export function displayStages(stages: readonly Freshness[]): MimeBundle {
  const rows = stages.map(({ stage, state, reasons }) => ({
    stage,
    state: `${marks[state]} ${state}`,
    why: reasons.length === 0 ? null : reasons.join('; '),
  }))
  return displayRows('stages', rows, 0)
}
