import { type PartFields, partFields } from '../part-fields.ts'
import { checkTreeEnsemble } from './check-tree-ensemble.ts'
import type { CategorySets, TreeEnsemble } from './tree-ensemble.ts'

/** A type of a model file that holds the values of a longer one, when they allow it. */
type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/**
 * An ensemble as plain data for a model's `toParts`: each array in the shortest type that holds all of its values, so
 * that nothing is rounded and a big forest takes about half of its memory on disk. O(nodes).
 * @example toParts() { return { learner, version: 1, …, trees: treeEnsembleToParts(this.ensemble) } }
 */
export function treeEnsembleToParts(ensemble: TreeEnsemble): Readonly<Record<string, unknown>> {
  const { outputs, roots, missingLeft, singlePrecision, treeGroup, categories, gain } = ensemble
  return {
    outputs,
    singlePrecision,
    roots,
    // 0 for a leaf, so that small numbers of features need a byte.
    feature: shortestWholes(ensemble.feature.map((feature) => feature + 1)),
    threshold: shortestFloats(ensemble.threshold),
    left: shortestWholes(ensemble.left),
    missingLeft,
    values: shortestFloats(ensemble.values),
    cover: shortestFloats(ensemble.cover),
    ...(treeGroup === undefined ? {} : { treeGroup: shortestWholes(treeGroup) }),
    ...(gain === undefined ? {} : { gain: shortestFloats(gain) }),
    ...(categories === undefined
      ? {}
      : { categories: { begin: categories.begin, length: categories.length, words: categories.words } }),
  }
}

/**
 * Reads an ensemble back. Whatever passes can be predicted with and explained safely; see `checkTreeEnsemble`.
 * @param parts the value of the field that `treeEnsembleToParts` gave
 * @param featureCount features of a row
 * @param what `outputs`: values of a leaf; `groups`: sums of a row, default `outputs`
 * @throws E_ML_MODEL_FILE saying what is damaged
 * @example treeEnsembleFromParts(fields.value('trees'), names.length, { outputs: classes.length })
 */
export function treeEnsembleFromParts(
  parts: unknown,
  featureCount: number,
  what: { readonly outputs: number; readonly groups?: number | undefined },
): TreeEnsemble {
  const fields = partFields(parts)
  const { outputs, groups = outputs } = what
  if (fields.number('outputs') !== outputs) {
    throw fields.damaged(`a leaf has ${fields.number('outputs')} values where ${outputs} belong`)
  }
  const singlePrecision = fields.value('singlePrecision')
  if (typeof singlePrecision !== 'boolean') throw fields.damaged('"singlePrecision" is neither true nor false')
  const has = (name: string) => fields.value(name) !== undefined
  const ensemble: TreeEnsemble = {
    outputs,
    singlePrecision,
    roots: wholes(fields, 'roots'),
    feature: wholes(fields, 'feature').map((feature) => feature - 1),
    threshold: floats(fields, 'threshold'),
    left: wholes(fields, 'left'),
    missingLeft: Uint8Array.from(numbers(fields, 'missingLeft'), (value) => (value === 0 ? 0 : value === 1 ? 1 : 2)),
    values: floats(fields, 'values'),
    cover: floats(fields, 'cover'),
    ...(has('treeGroup') ? { treeGroup: wholes(fields, 'treeGroup') } : {}),
    ...(has('gain') ? { gain: floats(fields, 'gain') } : {}),
    ...(has('categories') ? { categories: categorySets(fields.value('categories')) } : {}),
  }
  const wrong = checkTreeEnsemble(ensemble, { features: featureCount, groups })
  if (wrong !== undefined) throw fields.damaged(wrong)
  return ensemble
}

function categorySets(parts: unknown): CategorySets {
  const fields = partFields(parts)
  return {
    begin: wholes(fields, 'begin'),
    length: wholes(fields, 'length'),
    words: Uint32Array.from(numbers(fields, 'words'), (word) => {
      if (!Number.isInteger(word) || word < 0 || word > 0xffffffff) throw fields.damaged(`"words" has ${word}`)
      return word
    }),
  }
}

/** The numbers of a field as they stand: a typed array, or a list. */
function numbers(fields: PartFields, name: string): ArrayLike<number> {
  const value = fields.value(name)
  if (arrayTypes.some((type) => value instanceof type)) return value as Numbers
  const wrong = fields.list(name).find((item) => typeof item !== 'number')
  if (wrong !== undefined) throw fields.damaged(`"${name}" has ${JSON.stringify(wrong)?.slice(0, 40)}`)
  return fields.list(name) as number[]
}

const arrayTypes = [Float64Array, Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array]

function floats(fields: PartFields, name: string): Float64Array {
  const values = numbers(fields, name)
  return values instanceof Float64Array ? values : Float64Array.from(values)
}

function wholes(fields: PartFields, name: string): Int32Array {
  const values = numbers(fields, name)
  if (values instanceof Int32Array) return values
  return Int32Array.from(values, (value) => {
    if ((value | 0) !== value) throw fields.damaged(`"${name}" has ${value}`)
    return value
  })
}

function shortestFloats(values: Float64Array): Float64Array | Float32Array {
  return values.every((value) => Math.fround(value) === value) ? Float32Array.from(values) : values
}

function shortestWholes(values: Int32Array): Numbers {
  let greatest = 0
  for (const value of values) {
    if (value < 0) return values
    if (value > greatest) greatest = value
  }
  if (greatest < 2 ** 8) return Uint8Array.from(values)
  return greatest < 2 ** 16 ? Uint16Array.from(values) : values
}
