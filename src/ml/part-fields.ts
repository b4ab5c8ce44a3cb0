import { MillraceError } from '../base/errors/millrace-error.ts'

/** The fields of what `toParts` gave, read one by one with their types checked. */
export interface PartFields {
  number(name: string): number
  text(name: string): string
  texts(name: string): string[]
  /** Finite numbers; exactly `length` of them, when given. */
  numbers(name: string, length?: number): Float64Array
  /** Whole numbers from `least` to below `limit`. */
  wholes(name: string, least: number, limit: number, length?: number): Int32Array
  list(name: string): unknown[]
  value(name: string): unknown
  /** The error for a file that is wrong in a way that its types do not show. */
  damaged(what: string): MillraceError
}

function damaged(what: string): MillraceError {
  return new MillraceError('E_ML_MODEL_FILE', `The model file is damaged: ${what}.`, {
    hint: 'Train the model again, or take the file from where it was stored.',
  })
}

/** @throws E_ML_MODEL_FILE when `parts` is not an object; so do all readers for a field of another type */
export function partFields(parts: unknown): PartFields {
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts)) {
    throw damaged(
      `expected an object, found ${parts === null ? 'null' : Array.isArray(parts) ? 'a list' : typeof parts}`,
    )
  }
  const record = parts as Readonly<Record<string, unknown>>

  function number(name: string): number {
    const value = record[name]
    if (typeof value !== 'number' || !Number.isFinite(value)) throw damaged(`"${name}" is not a number`)
    return value
  }
  function text(name: string): string {
    const value = record[name]
    if (typeof value !== 'string') throw damaged(`"${name}" is not a text`)
    return value
  }
  function list(name: string): unknown[] {
    const value = record[name]
    if (!Array.isArray(value)) throw damaged(`"${name}" is not a list`)
    return value
  }
  function texts(name: string): string[] {
    return list(name).map((item) => {
      if (typeof item !== 'string') throw damaged(`"${name}" has an item that is not a text`)
      return item
    })
  }
  function numbers(name: string, length?: number): Float64Array {
    const value = record[name]
    const items: ArrayLike<unknown> = ArrayBuffer.isView(value) ? (value as Float64Array) : list(name)
    if (length !== undefined && items.length !== length) {
      throw damaged(`"${name}" has ${items.length} numbers where ${length} belong`)
    }
    return Float64Array.from(items, (item) => {
      if (typeof item !== 'number' || !Number.isFinite(item)) throw damaged(`"${name}" has ${String(item)}`)
      return item
    })
  }
  function wholes(name: string, least: number, limit: number, length?: number): Int32Array {
    return Int32Array.from(numbers(name, length), (item) => {
      if (!Number.isInteger(item) || item < least || item >= limit) throw damaged(`"${name}" has ${item}`)
      return item
    })
  }
  return { number, text, texts, numbers, wholes, list, value: (name) => record[name], damaged }
}

/**
 * The fields of a model of a given learner, of version 1.
 * @throws E_ML_MODEL_FILE for another learner or a newer version
 */
export function modelFields(parts: unknown, learner: string): PartFields {
  const fields = partFields(parts)
  if (fields.text('learner') !== learner) {
    throw damaged(`it holds a "${fields.text('learner')}", not a "${learner}"`)
  }
  const version = fields.number('version')
  if (version !== 1) {
    throw new MillraceError('E_ML_MODEL_FILE', `The ${learner} file has version ${version}; this Millrace reads 1.`, {
      hint: 'Update Millrace, or train the model again with this version.',
    })
  }
  return fields
}
