import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { writeAtomically } from '../../engine/cache/write-atomically.ts'
import { Pipeline } from '../api/pipeline.ts'
import { notebookText } from './notebook-text.ts'

export interface SaveOptions {
  /** Stages to write, with what they read from; all when none is named. */
  readonly stages?: readonly string[]
  /** Where to write it; default: beside the pipeline file, with its name. */
  readonly output?: string | undefined
  readonly pipeline?: string | undefined
}

/**
 * Writes a pipeline as a notebook file. Nothing runs.
 * @returns where it lies, and which of its stages are stale
 * @throws E_FILE_EXISTS where the file is there and not only this command's work; E_UNKNOWN_STAGE, and what opening throws
 */
export async function saveNotebook({
  stages = [],
  output,
  pipeline: file,
}: SaveOptions): Promise<{ readonly path: string; readonly stale: readonly string[] }> {
  const pipeline = await Pipeline.open({ pipeline: file })
  try {
    const path = resolve(output ?? pipeline.file.replace(/(\.ya?ml)?$/, '.ipynb'))
    refuseOther(path)
    const text = notebookText(await pipeline.notebook({ stages, folder: dirname(path) }))
    writeAtomically(path, text)
    const stale = (await pipeline.status(...stages)).filter((each) => each.stale)
    return { path, stale: stale.map(({ stage }) => stage) }
  } finally {
    await pipeline.close()
  }
}

/** A notebook of which every cell is from this command is written again; anything else is somebody's work. */
function refuseOther(path: string): void {
  if (!existsSync(path)) return
  const others = cellsOf(readFileSync(path, 'utf8')).filter((cell) => cell?.metadata?.millrace === undefined)
  if (others.length === 0) return
  throw new MillraceError(
    'E_FILE_EXISTS',
    `${relative(process.cwd(), path)} is there already, and ${others.length === 1 ? 'a cell of it was' : `${others.length} cells of it were`} not written by this command`,
    { hint: 'Name another file: millrace notebook --output FILE.' },
  )
}

type FoundCell = { readonly metadata?: { readonly millrace?: unknown } } | null | undefined

function cellsOf(text: string): readonly FoundCell[] {
  try {
    const { cells } = JSON.parse(text) as { cells?: FoundCell[] }
    return Array.isArray(cells) && cells.length > 0 ? cells : [undefined]
  } catch {
    return [undefined]
  }
}
