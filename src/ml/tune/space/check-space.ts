import { didYouMean } from '../../../base/did-you-mean.ts'
import { MillraceError } from '../../../base/errors/millrace-error.ts'
import type { Dimension, Space } from './space.ts'

/** A space whose dimensions stand in an order in which values can be chosen: parents before what depends on them. */
export interface CheckedSpace {
  readonly names: readonly string[]
  readonly dimensions: readonly Dimension[]
}

/**
 * Checks a space and puts it in order: by name, parents first, so that the order of keys in a file decides nothing.
 * O(d² log d).
 * @throws E_ML_EMPTY for no parameter; E_ML_PARAMETER for a range or a condition that cannot be
 * @example checkSpace({ eta: { type: 'log', low: 0.01, high: 1 } }).names // ['eta']
 */
export function checkSpace(space: Space): CheckedSpace {
  const all = Object.keys(space).sort()
  if (all.length === 0) throw new MillraceError('E_ML_EMPTY', 'The space has no parameter to search.')
  for (const name of all) requireDimension(name, space[name]!)
  for (const name of all) requireParents(name, space)
  const names: string[] = []
  while (names.length < all.length) {
    const next = all.find(
      (name) => !names.includes(name) && Object.keys(space[name]!.when ?? {}).every((parent) => names.includes(parent)),
    )
    if (next === undefined) {
      const left = all.filter((name) => !names.includes(name)).join(', ')
      throw new MillraceError('E_ML_PARAMETER', `The parameters ${left} depend on one another in a circle.`, {
        hint: 'Take one `when` away.',
      })
    }
    names.push(next)
  }
  return { names, dimensions: names.map((name) => space[name]!) }
}

function requireDimension(name: string, dimension: Dimension): void {
  const wrong = (what: string, hint: string) =>
    new MillraceError('E_ML_PARAMETER', `The parameter "${name}" ${what}.`, { hint })
  if (dimension.type === 'categorical') {
    if (dimension.values.length === 0) throw wrong('has no values', 'List at least one.')
    const texts = dimension.values.map((value) => JSON.stringify(value))
    const twice = texts.find((text, i) => texts.indexOf(text) !== i)
    if (twice !== undefined) throw wrong(`has the value ${twice} twice`, 'Name each once.')
    return
  }
  const { low, high } = dimension
  const range = `has the range ${low} to ${high}`
  if (!Number.isFinite(low) || !Number.isFinite(high)) throw wrong(range, 'Give two finite numbers.')
  if (low > high) throw wrong(range, 'Swap the two: the lower comes first.')
  if (dimension.type === 'log' && low <= 0) throw wrong(`is logarithmic and ${range}`, 'Start above 0.')
  if (dimension.type === 'reverseLog' && (low < 0 || high >= 1)) {
    throw wrong(`is reverse logarithmic and ${range}`, 'It must lie within 0 and below 1.')
  }
  if (dimension.type === 'integer' && !(Number.isInteger(low) && Number.isInteger(high))) {
    throw wrong(`is an integer and ${range}`, 'Give whole numbers.')
  }
  if (dimension.type === 'integer' && dimension.log && (low < 1 || (dimension.step ?? 1) !== 1)) {
    throw wrong(`is a logarithmic integer and ${range}`, 'Start at 1 or above, without a step.')
  }
  const step = 'step' in dimension ? dimension.step : undefined
  if (step !== undefined && !(step > 0 && (dimension.type === 'linear' || Number.isInteger(step)))) {
    throw wrong(`has a step of ${step}`, 'A step is above 0, and whole for an integer.')
  }
}

function requireParents(name: string, space: Space): void {
  for (const [parent, wanted] of Object.entries(space[name]!.when ?? {})) {
    const dimension = space[parent]
    if (dimension === undefined) {
      throw new MillraceError('E_ML_PARAMETER', `"${name}" depends on "${parent}", which is not in the space.`, {
        hint: didYouMean(parent, Object.keys(space)),
      })
    }
    if (dimension.type !== 'categorical') {
      throw new MillraceError('E_ML_PARAMETER', `"${name}" depends on "${parent}", which is ${dimension.type}.`, {
        hint: 'Conditions are on categorical parameters.',
      })
    }
    const unknown = [wanted].flat().find((value) => !dimension.values.includes(value as never))
    if (unknown !== undefined) {
      throw new MillraceError('E_ML_PARAMETER', `"${name}" waits for "${parent}" to be ${JSON.stringify(unknown)}.`, {
        hint: `Its values are ${dimension.values.map((value) => JSON.stringify(value)).join(', ')}.`,
      })
    }
  }
}
