/**
 * The bytes of a model file: `MILLRACE` · format version (u32) · length of the header (u32) · header, JSON in UTF-8,
 * padded with spaces to a multiple of 8 · the typed arrays, each padded with zeros to a multiple of 8. All numbers are
 * little-endian. In the header `{ "$array": [type, offset, length] }` stands for a typed array: the offset in bytes from
 * the end of the header, the length in values.
 */
export const magic = 'MILLRACE'
/** Raised when a reader of the version before could not read what is written. */
export const formatVersion = 1
export const prefixBytes = 16
/** What is long belongs into arrays: a longer header is a mistake, or made to take much memory when it is read. */
export const mostHeaderBytes = 16 * 2 ** 20
/** Lists and objects in each other; a model that wraps a model takes about four. */
export const mostDepth = 64

export const arrayTypes = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
} as const

export type ArrayType = keyof typeof arrayTypes

export function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
