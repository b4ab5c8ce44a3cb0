import type { StageJob } from '../../engine/contracts/executor.ts'

/**
 * The environment of a command: what a program needs to live, the same on every machine where it can be, and the declared
 * values. How text is sorted and what a date is must not depend on who runs the pipeline.
 */
export function commandEnvironment({ env, limits }: StageJob, folder: string): Record<string, string> {
  const { PATH = '', HOME } = process.env
  return {
    PATH,
    ...(HOME === undefined ? {} : { HOME }),
    TMPDIR: folder,
    TZ: 'UTC',
    ...(process.platform === 'darwin' ? { LANG: 'C', LC_CTYPE: 'UTF-8' } : { LANG: 'C.UTF-8' }),
    // OpenMP and most of what computes in parallel heed it: the order of additions decides the last digits of a sum.
    OMP_NUM_THREADS: String(limits.threads),
    ...env,
  }
}
