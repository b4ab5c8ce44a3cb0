import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import type { BorderFiles } from './border-files.ts'

/** Whether a border input is a pattern rather than one file. */
export function isGlob(spec: string): boolean {
  return isDynamicPattern(spec)
}

/**
 * The files that a pattern matches, named by their path below the part of the pattern that has no wildcard, so that the
 * same files have the same names wherever they lie.
 * @throws E_FILE_NOT_FOUND when it matches none
 */
export function matchGlob(spec: string, folder: string, at: SourcePosition): BorderFiles {
  const parts = spec.split('/')
  const fixed = parts.findIndex((part) => isDynamicPattern(part))
  const base = resolve(folder, parts.slice(0, fixed).join('/') || '.')
  const pattern = parts.slice(fixed).join('/')
  const found = existsSync(base) ? globSync(pattern, { cwd: base, onlyFiles: true, dot: false }) : []
  if (found.length === 0) {
    throw new MillraceError('E_FILE_NOT_FOUND', `no file matches "${spec}"`, {
      at,
      hint: existsSync(base)
        ? 'Patterns start from the folder of the pipeline file.'
        : `There is no folder "${parts.slice(0, fixed).join('/')}", seen from the folder of the pipeline file.`,
    })
  }
  const names = found.map((name) => name.split(sep).join('/')).sort()
  const folders = new Set([base])
  for (const name of names) {
    for (let up = dirname(join(base, name)); !relative(base, up).startsWith('..'); up = dirname(up)) {
      folders.add(up)
      if (up === base) break
    }
  }
  return {
    files: names.map((name) => ({ path: join(base, name), name })),
    watched: [...folders, ...names.map((name) => join(base, name))],
  }
}
