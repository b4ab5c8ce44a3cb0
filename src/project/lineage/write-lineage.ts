import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { writeAtomically } from '../../engine/cache/write-atomically.ts'
import type { LineageEvent } from './openlineage.ts'

/** Writes events as JSON lines: the whole file or nothing, and over what an earlier run left there. */
export function writeLineage(path: string, events: readonly LineageEvent[]): void {
  writeAtomically(path, events.map((event) => `${JSON.stringify(event)}\n`).join(''))
}

/**
 * Before a run rather than after it.
 * @throws E_ARGUMENT where the file could not be written
 */
export function checkLineageFile(path: string): void {
  const shown = `--lineage ${relative(process.cwd(), path)}`
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new MillraceError('E_ARGUMENT', `${shown}: this is a folder`, {
      hint: 'Name the file that the events are to be written to.',
    })
  }
  let folder = dirname(path)
  while (!existsSync(folder)) folder = dirname(folder)
  if (statSync(folder).isDirectory() && isWritable(folder)) return
  throw new MillraceError('E_ARGUMENT', `${shown}: nothing can be written to ${folder}`, {
    hint: 'Name a file in a folder that you may write to.',
  })
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
