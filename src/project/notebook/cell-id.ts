import { sha256 } from '../../base/hash.ts'

const most = 64

/**
 * An id for a cell, from what it is about: the same in every writing of the notebook, so that differences are small.
 * @param words such as `show` and a stage's name, in which any character may stand
 */
export function cellId(...words: readonly string[]): string {
  const name = words.join('-')
  const plain = name.replace(/[^A-Za-z0-9_-]+/g, '-')
  if (plain === name && name.length <= most) return name
  // What was lost must not make two cells one.
  return `${plain.slice(0, most - 9)}-${sha256(name).slice(0, 8)}`
}
