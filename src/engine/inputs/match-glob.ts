import { existsSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
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
  const fixed = parts.findIndex((part) => isDynamicPattern(part) || part.includes('{'))
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
  return {
    files: names.map((name) => ({ path: join(base, name), name })),
    watched: [base, ...foldersBelow(base, pattern), ...names.map((name) => join(base, name))],
  }
}

/** Every folder in which a file that matches could appear, also those in which none does now. */
function foldersBelow(base: string, pattern: string): string[] {
  const parts = pattern.split('/').slice(0, -1)
  if (parts.length === 0) return []
  const acrossBraces = /\{[^}]*\//.test(pattern)
  const patterns = acrossBraces ? ['**'] : parts.map((_, i) => parts.slice(0, i + 1).join('/'))
  return globSync(patterns, { cwd: base, onlyDirectories: true, dot: false }).map((name) => join(base, name))
}
