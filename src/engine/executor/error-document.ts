import { existsSync, readFileSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ErrorDocument, isMillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'

/**
 * What a stage threw, as data that crosses the process border: our own errors as they are, anything else as
 * E_STAGE_THREW with the place in the author's source (through the bundle's source map) and the stack for the log.
 */
export function errorDocument(thrown: unknown, projectFolder: string): ErrorDocument {
  if (isMillraceError(thrown)) {
    const { code, message, hint, transcript } = thrown
    const at = thrown.at ?? firstPosition(thrown.stack, projectFolder)
    return {
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(at === undefined ? {} : { at }),
      ...(transcript === undefined ? {} : { transcript }),
    }
  }
  if (!(thrown instanceof Error)) {
    return {
      code: 'E_STAGE_THREW',
      message: `the stage threw ${describe(thrown)}, which is not an Error`,
      hint: 'Throw an Error: it knows its place.',
    }
  }
  const at = firstPosition(thrown.stack, projectFolder)
  const name = thrown.name === 'Error' ? '' : `${thrown.name}: `
  return {
    code: 'E_STAGE_THREW',
    message: `${name}${thrown.message}`,
    ...(at === undefined ? {} : { at }),
    ...(thrown.stack === undefined ? {} : { stack: thrown.stack }),
  }
}

function describe(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}

/** The first frame of a stack that lies in the project and not in a package. */
function firstPosition(stack: string | undefined, projectFolder: string): SourcePosition | undefined {
  for (const line of (stack ?? '').split('\n')) {
    const match = /(?:^at (?:async )?| \()((?:file:\/\/)?\/.+):(\d+):(\d+)\)?$/.exec(line.trim())
    if (match === null) continue
    const [, where, row, column] = match as unknown as [string, string, string, string]
    const path = where.startsWith('file:') ? fileURLToPath(where) : where
    const shown = relative(projectFolder, path)
    if (shown.startsWith('..') || isAbsolute(shown) || shown.includes('node_modules') || shown.includes('.store/'))
      continue
    const text = existsSync(path) ? readFileSync(path, 'utf8').split('\n')[Number(row) - 1] : undefined
    return { file: shown, line: Number(row), column: Number(column), ...(text === undefined ? {} : { text }) }
  }
  return undefined
}
