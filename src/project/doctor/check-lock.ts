import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { LocalStore } from '../../engine/cache/local-store.ts'
import { type LockFile, readLock } from '../../engine/cache/lock-file.ts'
import type { PipelineDefinition } from '../../engine/definition/definition.ts'
import { labelIn } from '../../engine/fan/instantiate.ts'
import { isStale } from '../../engine/plan.ts'
import type { Project } from '../open-project.ts'
import { planProject } from '../plan-project.ts'
import { type Check, failed, ok, warning, wrong } from './check.ts'

/** The lock file: whether it is of this pipeline, and whether the store has what it names, unharmed. */
export async function checkLock(path: string, definition: PipelineDefinition, store: LocalStore): Promise<Check[]> {
  const name = basename(path)
  const lock = readLock(path)
  if (lock === undefined) {
    return existsSync(path)
      ? [wrong('lock', `${name} cannot be read`, 'Take it from version control, or remove it: a run writes it anew.')]
      : [warning('lock', `there is no ${name} yet`, 'Run the pipeline: millrace run.')]
  }
  return [checkStages(name, lock, definition), await checkObjects(name, lock, store)]
}

function checkStages(name: string, lock: LockFile, definition: PipelineDefinition): Check {
  const fans = [...definition.stages.values()].filter(({ each }) => each !== undefined)
  const isInstance = (stage: string) => fans.some((fan) => labelIn(fan.name, stage) !== undefined)
  const gone = Object.keys(lock.stages).filter((stage) => !definition.stages.has(stage) && !isInstance(stage))
  // Fans have as many instances as their parts, and a stage with a condition may be skipped.
  const added = [...definition.stages.values()]
    .filter(({ name, each, when }) => each === undefined && when === undefined && !(name in lock.stages))
    .map(({ name }) => name)
  if (lock.pipeline === definition.name && gone.length + added.length === 0) {
    return ok('lock', `${name} has the stages of the pipeline`)
  }
  const what = [
    ...(lock.pipeline === definition.name ? [] : [`is of the pipeline "${lock.pipeline}"`]),
    ...(gone.length > 0 ? [`has stages that the pipeline has not: ${gone.join(', ')}`] : []),
    ...(added.length > 0 ? [`lacks stages: ${added.join(', ')}`] : []),
  ]
  return warning('lock', `${name} ${what.join('; ')}`, 'Run the whole pipeline: millrace run.')
}

async function checkObjects(name: string, lock: LockFile, store: LocalStore): Promise<Check> {
  const files = [...new Set(Object.values(lock.stages).flatMap(({ outputs }) => Object.values(outputs)))]
  let missing = 0
  const damaged: string[] = []
  for (const [stage, { outputs }] of Object.entries(lock.stages)) {
    for (const [output, { file }] of Object.entries(outputs)) {
      const actual = await store.digests.digest(store.objectPath(file))
      if (actual === undefined) missing++
      else if (actual !== file) damaged.push(`${stage}.${output}`)
    }
  }
  if (damaged.length > 0) {
    const hint = 'Run the pipeline: what is damaged is put aside and made again. Then look at the disk.'
    return wrong('objects', `the store holds other bytes than ${name} says of ${damaged.join(', ')}`, hint)
  }
  if (missing > 0) {
    const hint = 'A fresh clone has none. Run the pipeline: millrace run.'
    return warning('objects', `${missing} of ${files.length} artifacts that ${name} names are not in the store`, hint)
  }
  return ok('objects', `all ${files.length} artifacts that ${name} names are intact`)
}

/** Whether something is stale, and whether every input is there. */
export async function checkStale(project: Project): Promise<Check> {
  try {
    const { stages } = await planProject(project)
    const stale = [...stages].filter(([, planned]) => isStale(planned)).map(([stage]) => stage)
    if (stale.length === 0) return ok('results', 'nothing is stale')
    return warning('results', `not up to date: ${stale.join(', ')}`, 'Run the pipeline, or ask why: millrace explain.')
  } catch (error) {
    return failed('results', error, 'Mend what the pipeline reads.')
  }
}
