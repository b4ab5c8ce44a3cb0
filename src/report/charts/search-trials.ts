/** One thing that a search tried, as its charts take it. */
export interface SearchTrial {
  readonly strategy: string
  /** From 0, within its strategy. */
  readonly number: number
  /** Absent where the trial failed. */
  readonly value?: number | undefined
  /** It was given up before it had all that it might have used: its value is no match for those of trials that had. */
  readonly early?: boolean | undefined
}

export interface SearchMeasure {
  /** What is sought, with its unit: `log loss (nats)`. */
  readonly measure: string
  readonly direction: 'minimize' | 'maximize'
}

/** The best value up to each trial, trials in the order of their numbers; those that failed or ended early change nothing. O(n). */
export function bestSoFar<T extends SearchTrial>(
  trials: readonly T[],
  direction: SearchMeasure['direction'],
): { readonly trial: T; readonly best: number }[] {
  let best: number | undefined
  return trials.flatMap((trial) => {
    const { value, early } = trial
    if (value !== undefined && early !== true && (best === undefined || isBetter(value, best, direction))) best = value
    return best === undefined ? [] : [{ trial, best }]
  })
}

export function isBetter(value: number, other: number, direction: SearchMeasure['direction']): boolean {
  return direction === 'minimize' ? value < other : value > other
}

/**
 * A range that shows the better nine tenths of the values: one wild trial must not flatten all others. What lies beyond is
 * counted, for the chart to say so.
 */
export function shownRange(
  values: readonly number[],
  direction: SearchMeasure['direction'],
): { readonly domain: readonly [number, number]; readonly beyond: number } {
  const sorted = [...values].sort((a, b) => (direction === 'minimize' ? a - b : b - a))
  const [best = 0] = sorted
  const worst = sorted[Math.ceil(0.9 * (sorted.length - 1))] ?? best
  const pad = 0.06 * Math.abs(worst - best) || 0.05 * Math.abs(best) || 0.5
  const away = direction === 'minimize' ? 1 : -1
  const [near, far] = [best - away * pad, worst + away * pad]
  const beyond = sorted.filter((value) => isBetter(far, value, direction)).length
  return { domain: near < far ? [near, far] : [far, near], beyond }
}
