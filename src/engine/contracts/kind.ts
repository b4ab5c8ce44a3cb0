import type { Sha256 } from '../../base/hash.ts'
import type { Fact, Question } from './measure.ts'
import type { KindName } from './port.ts'

/** A value that has been written to a file of the work folder. */
export interface SavedValue {
  /** Digest of what the value means: decides early cutoff and `verify`. */
  readonly content: Sha256
  /** Small facts worth keeping with the result, such as the number of rows. */
  readonly facts: Readonly<Record<string, string | number>>
}

export interface StoredValue {
  readonly path: string
  readonly content: Sha256
  /** Each file that it came from and the name to show: several where a glob enters as the kind `file`. */
  readonly files?: readonly { readonly path: string; readonly name: string }[]
}

/** How one kind of value is stored, hashed, read and shown. */
export interface Kind<Value = unknown> {
  readonly name: KindName
  /** Raised whenever the same value would be stored or hashed in another way: it is part of every key. */
  readonly version: number
  /** With the dot. */
  readonly extension: string
  /** What is wrong with a value that a stage returned, or undefined. */
  reject(value: unknown): string | undefined
  save(value: Value, path: string): Promise<SavedValue>
  load(stored: StoredValue): Promise<Value>
  /**
   * Reads a file that a program outside wrote, of which nothing is known yet.
   * @param format where the kind can be written in several, such as `csv`
   * @throws when it does not hold a value of this kind
   */
  adopt(path: string, format?: string): Promise<Value>
  /** What the report shows of it, as data. */
  preview(path: string): Promise<unknown>
  /** The first place where two stored values differ, in words; undefined when they mean the same. */
  firstDifference(a: string, b: string): Promise<string | undefined>
  /**
   * Answers what checks ask, one fact a question. Absent where a kind has nothing to measure.
   * @param paths where the outputs lie that the questions are about, by name
   */
  measure?(paths: Readonly<Record<string, string>>, questions: readonly Question[]): Promise<readonly Fact[]>
  /**
   * Takes a stored value apart, where this kind has parts: each becomes a file in the folder.
   * @param by columns whose values tell the parts of a table apart; without them every row is a part
   * @throws E_EACH when this value has no parts
   */
  split?(path: string, by: readonly string[] | undefined, folder: string): Promise<readonly SavedPart[]>
}

/** One part of a value, in a file of its own. */
export interface SavedPart extends SavedValue {
  /** Tells it from the other parts; stands in names. */
  readonly label: string
  /** What the part is about, as JSON: of a group of rows the values that they share. */
  readonly value: unknown
  readonly kind: KindName
  readonly path: string
}
