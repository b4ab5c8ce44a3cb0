import { describe, expect, it } from 'vitest'
import { decodeModel } from '../../../src/ml/model-file/decode-model.ts'
import { encodeModel } from '../../../src/ml/model-file/encode-model.ts'
import { codeOf } from '../tables.ts'

/** A file of a header as it is given, and bytes for arrays. */
function fileOf(header: string, arrays = new Uint8Array(0), version = 1): Uint8Array {
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8)
  const file = new Uint8Array(16 + padded.length + arrays.length)
  file.set(new TextEncoder().encode('MILLRACE'))
  new DataView(file.buffer).setUint32(8, version, true)
  new DataView(file.buffer).setUint32(12, padded.length, true)
  file.set(new TextEncoder().encode(padded), 16)
  file.set(arrays, 16 + padded.length)
  return file
}
const array = (type: string, start: unknown, length: unknown) => JSON.stringify({ $array: [type, start, length] })
const sixteen = new Uint8Array(16)

describe('a model file', () => {
  it('keeps every type, from anywhere in a buffer', () => {
    const document = {
      z: new Float64Array([0.1, Number.NaN, -0, Number.POSITIVE_INFINITY]),
      a: [new Float32Array([1.5]), new Int32Array([-1, 2]), new Uint32Array(0), { b: new Uint16Array([65535, 1, 2]) }],
      bytes: new Uint8Array([1, 2, 3]),
      none: null,
      text: 'ü "$array"',
      yes: true,
      number: -1e-300,
    }
    const bytes = encodeModel({ ...document, left: undefined })
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(decodeModel(bytes)).toEqual(document)
    expect(decodeModel(shifted.subarray(3))).toEqual(document)
    expect(decodeModel(Buffer.from(bytes))).toEqual(document)
  })

  it('is read only whole', () => {
    const bytes = encodeModel({ a: new Float64Array(3), b: new Uint8Array(5), c: 'd' })
    for (let length = 0; length < bytes.length; length++) {
      expect(codeOf(() => decodeModel(bytes.subarray(0, length)))).toBe('E_ML_MODEL_FILE')
    }
    expect(codeOf(() => decodeModel(Buffer.concat([bytes, new Uint8Array(8)])))).toBe('E_ML_MODEL_FILE')
  })

  it.each<[string, Uint8Array]>([
    ['a newer version', fileOf('{}', undefined, 2)],
    ['version 0', fileOf('{}', undefined, 0)],
    ['a header that is no JSON', fileOf('{"a":')],
    ['a header that is no text', fileOf('{"~').map((byte) => (byte === 0x7e ? 0xff : byte))],
    ['lists in lists', fileOf(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)],
    ['an array of 1e9 values', fileOf(array('f64', 0, 1e9), sixteen)],
    ['an array of 2^53 values', fileOf(array('u8', 0, 2 ** 53), sixteen)],
    ['a negative place', fileOf(array('u8', -8, 8), sixteen)],
    ['a broken place', fileOf(array('u8', 0.5, 8), sixteen)],
    ['a place between', fileOf(array('u8', 4, 8), sixteen)],
    ['a place that is a text', fileOf(array('u8', '0', 8), sixteen)],
    ['an unknown type', fileOf(array('i64', 0, 2), sixteen)],
    ['a type of all objects', fileOf(array('constructor', 0, 2), sixteen)],
    ['a reference of two', fileOf('{"$array":["u8",0]}', sixteen)],
    ['a reference that is more', fileOf('{"$array":["u8",0,16],"a":1}', sixteen)],
    ['an array twice', fileOf(`[${array('u8', 0, 16)},${array('u8', 0, 16)}]`, sixteen)],
    ['arrays that overlap', fileOf(`[${array('u8', 0, 9)},${array('u8', 8, 1)}]`, sixteen)],
    ['a gap', fileOf(`[${array('u8', 8, 8)}]`, sixteen)],
    ['bytes left over', fileOf('{}', sixteen)],
  ])('is refused with %s', (_, file) => {
    expect(codeOf(() => decodeModel(file))).toBe('E_ML_MODEL_FILE')
  })

  it('says which version it would need', () => {
    expect(() => decodeModel(fileOf('{}', undefined, 7))).toThrow('version 7')
  })

  it('sets no prototype', () => {
    const read = decodeModel(fileOf('{"__proto__":{"learner":"x"}}')) as { learner?: string }
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(read.learner).toBeUndefined()
  })
})
