import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { PipelineDefinition } from './definition.ts'

/**
 * Parameters to use instead of the file's, by `stage.param` (`train.nEstimators`, `preprocess.rolling.points.last`): of all
 * instances of a stage, or of one (`train[nfl,spread].nEstimators`).
 */
export type Overrides = Readonly<Record<string, unknown>>

/** @throws E_ARGUMENT, E_UNKNOWN_STAGE */
export function overrideParams(definition: PipelineDefinition, overrides: Overrides): PipelineDefinition {
  const stages = new Map(definition.stages)
  for (const [path, value] of Object.entries(overrides)) {
    const [, name, rest = ''] = /^([^.[]*(?:\[[^\]]*\])?)(?:\.(.*))?$/s.exec(path) ?? ['', path]
    const keys = rest.split('.')
    const named = [...stages.values()].filter((stage) => stage.name === name || stage.base === name)
    if (named.length === 0) {
      throw new MillraceError('E_UNKNOWN_STAGE', `--set ${path}: there is no stage "${name}"`, {
        hint: didYouMean(name!, stages.keys()),
      })
    }
    if (keys.includes('')) {
      throw new MillraceError('E_ARGUMENT', `--set ${path}: no parameter is named`, {
        hint: 'Write it as --set stage.param=value.',
      })
    }
    for (const stage of named) {
      // A command has no schema that would refuse a name.
      if (stage.command !== undefined && !(keys[0]! in stage.params)) {
        throw new MillraceError('E_PARAMS', `--set ${path}: stage "${name}" has no parameter "${keys[0]}"`, {
          hint: didYouMean(keys[0]!, Object.keys(stage.params)),
        })
      }
      stages.set(stage.name, { ...stage, params: setAt(stage.params, keys, value, path) as Record<string, unknown> })
    }
  }
  return { ...definition, stages }
}

function setAt(target: unknown, [key, ...rest]: readonly string[], value: unknown, path: string): unknown {
  if (key === undefined) return value
  if (Array.isArray(target)) {
    if (!(Number(key) in target)) {
      throw new MillraceError(
        'E_ARGUMENT',
        `--set ${path}: there is no item "${key}" in a list of ${target.length} items`,
        {
          hint: 'Items count from 0; give the whole list to change its length.',
        },
      )
    }
    return target.map((item, i) => (String(i) === key ? setAt(item, rest, value, path) : item))
  }
  const record = typeof target === 'object' && target !== null ? (target as Record<string, unknown>) : {}
  return { ...record, [key]: setAt(record[key], rest, value, path) }
}
