import { didYouMean } from '../../base/did-you-mean.ts'
import { findValue } from '../../base/find-value.ts'
import type { Fact } from '../../engine/contracts/measure.ts'

/** The value at a path of a document, or what is there instead. */
export function measureJson(document: unknown, output: string, path: readonly string[]): Fact {
  const found = findValue(document, path)
  if (!found.found) {
    const where = [output, ...found.reached].join('.')
    const hint = found.known.length === 0 ? 'It is one value.' : didYouMean(found.missing, found.known.slice(0, 40))
    return { problem: `${where} has no "${found.missing}". ${hint}` }
  }
  const { value } = found
  if (typeof value !== 'object' || value === null) return { value: value as NonNullable<Fact['value']> | null }
  const what = Array.isArray(value) ? 'a list' : 'a record'
  return { problem: `${[output, ...path].join('.')} is ${what}, not one value` }
}
