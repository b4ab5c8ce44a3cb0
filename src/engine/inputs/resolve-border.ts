import { type Stats, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { nearestName } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { nearbyFiles } from '../../base/nearby-files.ts'
import type { BorderInput } from '../definition/definition.ts'
import type { BorderFiles } from './border-files.ts'
import { fetchPinned } from './fetch-pinned.ts'
import { findPackageFile } from './find-package-file.ts'
import { isGlob, matchGlob } from './match-glob.ts'

/**
 * Finds the files that a border input names.
 *
 * @param downloads where pinned downloads are kept
 * @throws E_FILE_NOT_FOUND, E_URL
 */
export async function resolveBorder(input: BorderInput, downloads: string): Promise<BorderFiles> {
  const { spec, folder, at } = input
  if (spec.startsWith('https:') || spec.startsWith('http:')) return single(await fetchPinned(input, downloads))
  if (spec.startsWith('npm:')) return single(findPackageFile(spec, folder, at))
  const path = resolve(folder, spec)
  const stat = lookAt(path, input)
  // A file may be called `data (1) [new].csv`: one of exactly this name is meant before a pattern is.
  if (stat === undefined && isGlob(spec)) return matchGlob(spec, folder, at)
  if (stat === undefined) {
    const near = nearestName(spec, nearbyFiles(path, folder))
    throw new MillraceError('E_FILE_NOT_FOUND', `there is no file "${spec}"`, {
      at,
      hint: near === undefined ? 'Paths start from the folder of the pipeline file.' : `Did you mean "${near}"?`,
    })
  }
  if (stat.isDirectory()) {
    throw new MillraceError('E_FILE_NOT_FOUND', `"${spec}" is a folder, not a file`, {
      at,
      hint: `Name the files in it with a glob, such as "${spec.replace(/\/$/, '')}/*.csv".`,
    })
  }
  return single(path)
}

function single(path: string): BorderFiles {
  return { files: [{ path, name: basename(path) }], watched: [path] }
}

function lookAt(path: string, { spec, at }: BorderInput): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const because = code === 'ELOOP' ? 'its symbolic links lead in a circle' : `this user may not look at it (${code})`
    throw new MillraceError('E_FILE_NOT_FOUND', `the file "${spec}" cannot be reached: ${because}`, { at, cause })
  }
}
