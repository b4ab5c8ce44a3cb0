import { isDeepStrictEqual } from 'node:util'

/** A value that two runs have differently; absent where one has none. */
export interface Difference<Value = unknown> {
  readonly name: string
  readonly a?: Value
  readonly b?: Value
}

export interface Comparison<Value> {
  readonly different: readonly Difference<Value>[]
  /** How many are the same. */
  readonly equal: number
}

/** Two sets of named values side by side, in the order of the first. */
export function compareValues<Value>(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): Comparison<Value> {
  const different: Difference<Value>[] = []
  let equal = 0
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    if (a.has(name) && b.has(name) && isDeepStrictEqual(a.get(name), b.get(name))) equal++
    else {
      different.push({
        name,
        ...(a.has(name) ? { a: a.get(name)! } : {}),
        ...(b.has(name) ? { b: b.get(name)! } : {}),
      })
    }
  }
  return { different, equal }
}
