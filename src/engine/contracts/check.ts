/** What one check of a run came to: one item of `checks:` in the pipeline file, looked at once. */
export interface CheckResult {
  readonly stage: string
  /** The check in words, as the pipeline file has it: `rows >= 100`. */
  readonly check: string
  /** Whether a failure is told only, or stops what is below the stage. */
  readonly level: 'warn' | 'error'
  readonly ok: boolean
  /** The value that was found, and the one that it had to be or the bound that it had to keep. */
  readonly seen?: unknown
  readonly expected?: unknown
}
