import { isDeepStrictEqual } from 'node:util'
import type { RunEvent } from '../../engine/events.ts'
import { labelIn } from '../../engine/fan/instantiate.ts'
import type { Project } from '../open-project.ts'
import { eachRun } from './read-runs.ts'

type Resumed = Extract<RunEvent, { type: 'run-resumed' }>

/**
 * The last run, where it did not come to its end and this one can go on from there: it had the same parameters, and some of
 * the stages selected now are where it was stopped or failed.
 */
export function unfinishedRun(
  { paths, pipeline, overrides }: Project,
  selected: readonly string[],
): Resumed | undefined {
  const [last] = eachRun(paths.store, pipeline.definition.name)
  if (last === undefined || last.ok !== false || !isDeepStrictEqual(last.overrides, overrides)) return undefined
  const inState = (...states: readonly string[]) =>
    Object.entries(last.stages).flatMap(([name, { state }]) => (states.includes(state) ? [name] : []))
  const stages = inState('stopped', 'failed')
  const isSelected = (name: string) => selected.some((each) => each === name || labelIn(each, name) !== undefined)
  if (!stages.some(isSelected)) return undefined
  return {
    type: 'run-resumed',
    run: last.id,
    because: last.interrupted ? 'interrupted' : 'failed',
    stages,
    done: inState('ran', 'reused').length,
  }
}
