import { LocalStore } from '../../engine/cache/local-store.ts'
import { readRuns } from '../history/read-runs.ts'
import { openProject } from '../open-project.ts'
import { projectPaths } from '../project-paths.ts'
import { type Check, failed, ok, warning } from './check.ts'
import { checkDefinition } from './check-definition.ts'
import { checkLock, checkStale } from './check-lock.ts'
import { checkRuntime } from './check-runtime.ts'
import { checkStore } from './check-store.ts'

/** Looks at everything that a run needs, one check a thing. One that is wrong does not keep others from being made. */
export async function examineProject(pipeline: string | undefined): Promise<Check[]> {
  const paths = projectPaths(pipeline)
  const checks = [...(await checkRuntime()), ...checkStore(paths.store)]
  const { checks: defined, definition } = checkDefinition(paths)
  checks.push(...defined)
  if (definition === undefined) return checks
  // Results are in the store, and stages are compiled into it.
  if (checks.some(({ name, state }) => name === 'store' && state === 'wrong')) return checks
  checks.push(...checkHistory(paths.store, definition.name))
  const locked = await checkLock(paths.lock, definition, new LocalStore(paths.store))
  checks.push(...locked)
  try {
    const project = await openProject({ pipeline })
    try {
      checks.push(ok('stages', `all ${definition.stages.size} stage files compile, and their wires fit`))
      // Planning puts damaged artifacts aside: where there are some, who looks should still find them.
      if (!locked.some(({ state }) => state === 'wrong')) checks.push(await checkStale(project))
    } finally {
      await project.close()
    }
  } catch (error) {
    checks.push(failed('stages', error, 'Mend the stage file.'))
  }
  return checks
}

/** A run in the future says that the clock was set back. */
function checkHistory(store: string, pipeline: string): Check[] {
  const [newest] = readRuns(store, pipeline)
  if (newest === undefined || Date.parse(newest.startedAt) <= Date.now() + 60_000) return []
  const message = `the newest run says that it began at ${newest.startedAt}, which is still to come`
  return [warning('history', message, 'The clock was set back, or was wrong then: check it.')]
}
