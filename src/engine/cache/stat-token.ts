import { type BigIntStats, statSync } from 'node:fs'

/**
 * What a file's metadata says about its identity: inode, size, modification and change time in nanoseconds. Equal
 * tokens mean an untouched file; never mode bits, which say nothing of content. Undefined when there is no such file.
 */
export function statToken(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? undefined : tokenOf(stat)
}

export function tokenOf(stat: BigIntStats): string {
  // A folder's size says nothing portable; its times change when a name comes or goes.
  const size = stat.isDirectory() ? 'folder' : stat.size
  return `${stat.ino}:${size}:${stat.mtimeNs}:${stat.ctimeNs}`
}

/** When a file last changed, by its token: nanoseconds since 1970. */
export function changeTime(token: string): bigint {
  return BigInt(token.slice(token.lastIndexOf(':') + 1))
}

/** Bytes of a file, by its token; undefined for a folder. */
export function sizeOf(token: string): number | undefined {
  const [, size] = token.split(':')
  return size === 'folder' ? undefined : Number(size)
}

/** Within this time of its last change a file may change again without its clock showing it. */
export const settledNs = 50_000_000n

/** Whether a token was taken of a folder. */
export function isFolderToken(token: string | undefined): boolean {
  return token?.includes(':folder:') ?? false
}

/** Metadata of files as it was, for asking later whether any has been touched; null where there was none. */
export type Tokens = Readonly<Record<string, string | null>>

export function takeTokens(paths: Iterable<string>): Tokens {
  return Object.fromEntries([...paths].map((path) => [path, statToken(path) ?? null]))
}

/** Whether all files are as they were when the tokens were taken. */
export function sameTokens(tokens: Tokens): boolean {
  for (const path in tokens) if ((statToken(path) ?? null) !== tokens[path]) return false
  return true
}
