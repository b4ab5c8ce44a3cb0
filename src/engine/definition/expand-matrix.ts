import { isDeepStrictEqual } from 'node:util'
import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { MatrixDocument, MatrixValue } from './matrix-schema.ts'
import type { PositionedYaml } from './yaml-positions.ts'

/** One combination of a matrix. Of a stage without a matrix there is one, with no values. */
export interface MatrixInstance {
  /** `nfl,spread`; undefined without a matrix. */
  readonly label: string | undefined
  /** The value on each axis, in the order of the axes. */
  readonly values: ReadonlyMap<string, MatrixValue>
}

/**
 * The instances of a matrix: all combinations of `cross`, in the order in which they are written with the last axis
 * fastest, without `exclude`, and then those of `include`.
 *
 * @throws E_DEFINITION for axes that do not fit, an exclusion that meets nothing, and two instances of one name
 */
export function expandMatrix(stage: string, matrix: MatrixDocument, yaml: PositionedYaml): MatrixInstance[] {
  const fail = (message: string, path: readonly (string | number)[], hint: string) =>
    new MillraceError('E_DEFINITION', `matrix of stage "${stage}": ${message}`, {
      at: yaml.keyAt(['stages', stage, 'matrix', ...path]),
      hint,
    })
  const crossed = cross(Object.entries(matrix.cross))
  const axes = Object.keys(matrix.cross).length > 0 ? Object.keys(matrix.cross) : Object.keys(matrix.include[0] ?? {})
  const left = matrix.exclude.reduce((combinations, excluded, i) => {
    for (const axis of Object.keys(excluded)) {
      if (!axes.includes(axis)) throw fail(`there is no axis "${axis}"`, ['exclude', i, axis], didYouMean(axis, axes))
    }
    const kept = combinations.filter((combination) => !agrees(combination, excluded))
    if (kept.length < combinations.length) return kept
    throw fail('this exclusion meets no combination', ['exclude', i], 'Take it out, or write the values as in `cross`.')
  }, crossed)
  const added = matrix.include.map((combination, i): [string, MatrixValue][] => {
    const names = Object.keys(combination)
    if (names.length !== axes.length || !axes.every((axis) => axis in combination)) {
      const hint = `Name all axes and no others: ${axes.join(', ')}.`
      throw fail('what is included does not have the axes of the others', ['include', i], hint)
    }
    return axes.map((axis) => [axis, combination[axis]!])
  })
  const instances = [...left, ...added].map((values) => ({
    label: values.map(([, value]) => matrixText(value)).join(','),
    values: new Map(values),
  }))
  if (instances.length === 0) throw fail('it has no instances', [], 'Give `cross` axes with values, or `include`.')
  const labels = instances.map(({ label }) => label)
  const twice = labels.find((label, i) => labels.indexOf(label) !== i)
  if (twice !== undefined) throw fail(`two instances are called "${twice}"`, [], 'Each combination may be there once.')
  return instances
}

/** What stands for a value in names and texts. */
export function matrixText(value: MatrixValue): string {
  return typeof value === 'object' ? value.name : String(value)
}

function cross(axes: readonly [string, readonly MatrixValue[]][]): [string, MatrixValue][][] {
  if (axes.length === 0) return []
  return axes.reduce<[string, MatrixValue][][]>(
    (combinations, [axis, values]) =>
      combinations.flatMap((combination) =>
        values.map((value) => [...combination, [axis, value] as [string, MatrixValue]]),
      ),
    [[]],
  )
}

function agrees(
  combination: readonly [string, MatrixValue][],
  excluded: Readonly<Record<string, MatrixValue>>,
): boolean {
  return Object.entries(excluded).every(([axis, value]) =>
    combination.some(([name, own]) => name === axis && (isDeepStrictEqual(own, value) || matrixText(own) === value)),
  )
}
