import { constants, copyFileSync, mkdirSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { folderName } from '../../engine/artifact-folder.ts'
import type { JobInput, StageJob } from '../../engine/contracts/executor.ts'
import type { KindName } from '../../engine/contracts/port.ts'
import type { CommandDocument } from './command-document.ts'
import { labelVariable, variableName } from './variable-name.ts'

/**
 * Up to this size a file is copied, beyond it a link leads to it. A script is small: in a folder without its neighbours
 * it cannot load one that is not declared.
 */
const copiedUpToBytes = 16 * 2 ** 20

/**
 * Puts inputs into a folder, under names that people and programs know: `rows.parquet`, `script/convert.py`.
 * @returns the variables that say where each is
 */
export function layOutInputs(
  { inputs }: Pick<StageJob, 'inputs'>,
  { folders, labels }: CommandDocument,
  folder: string,
  extensionOf: (kind: KindName) => string,
): Record<string, string> {
  const variables: Record<string, string> = {}
  /** @param key as in `folders` */
  const layOut = (input: JobInput, path: string, key: string): string => {
    if (input.kind !== 'file') return bring(input.path, path + extensionOf(input.kind))
    const files = input.files ?? []
    for (const file of files) bring(file.path, within(path, file.name))
    return folders.includes(key) ? path : join(path, files[0]!.name)
  }
  for (const [port, input] of Object.entries(inputs)) {
    const path = join(folder, port)
    if (!('many' in input)) {
      variables[variableName('in', port)] = layOut(input, path, port)
      continue
    }
    mkdirSync(path, { recursive: true })
    variables[variableName('in', port)] = path
    for (const [label, each] of Object.entries(input.many)) {
      const place = layOut(each, join(path, folderName(label)), `${port}.${label}`)
      const variable = labels[port]?.includes(label) ? labelVariable(port, label) : undefined
      if (variable !== undefined) variables[variable] = place
    }
  }
  return variables
}

/** @throws E_STAGE_COMMAND for a name that would lead out of the folder */
function within(folder: string, name: string): string {
  const path = join(folder, name)
  const inside = relative(folder, path)
  if (inside !== '' && !inside.startsWith('..') && !name.includes('\0')) return path
  throw new MillraceError('E_STAGE_COMMAND', `"${name}" cannot be the name of a file in the folder of a command`)
}

function bring(from: string, to: string): string {
  mkdirSync(dirname(to), { recursive: true })
  if (statSync(from).size <= copiedUpToBytes) copyFileSync(from, to, constants.COPYFILE_FICLONE)
  else cloneOrLink(from, to)
  return to
}

/** Where the file system can, a copy shares the bytes and costs nothing. */
function cloneOrLink(from: string, to: string): void {
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE_FORCE)
  } catch {
    symlinkSync(from, to)
  }
}
