import { posix, relative, resolve, sep } from 'node:path'

/** A package that a cell imports as Deno writes it: `npm:d3-array@3/bisect`. */
const npmSpecifier = /^npm:\/?((?:@[^/@]+\/)?[^/@]+)(?:@([^/]+))?(\/.*)?$/

/** What an import of a cell is called in a file of a project: relative paths lead to the same file, `npm:` is left out. */
export function movedSpecifier(written: string, from: string, to: string): string {
  const [, name, , rest = ''] = npmSpecifier.exec(written) ?? []
  if (name !== undefined) return `${name}${rest}`
  if (!written.startsWith('.')) return written
  const path = relative(to, resolve(from, written)).split(sep).join(posix.sep)
  return path.startsWith('.') ? path : `./${path}`
}

/** The package that an import needs, and the version that it names; undefined for files, Node's own modules and Millrace. */
export function neededPackage(
  written: string,
): { readonly name: string; readonly version: string | undefined } | undefined {
  const [, npm, version] = npmSpecifier.exec(written) ?? []
  if (npm !== undefined) return { name: npm, version }
  const [name] = /^(?:@[^/]+\/)?[^/.:][^/:]*/.exec(written) ?? []
  return name === undefined || written.includes(':') || name === 'millrace' ? undefined : { name, version: undefined }
}
