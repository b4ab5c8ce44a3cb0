import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { CellRole } from './notebook.ts'

/** A code cell of a notebook that somebody wrote, with the text above it. */
export interface ReadCell {
  /** Of its code cells this is the n-th, from 1: how errors name it. */
  readonly number: number
  readonly source: string
  /** The Markdown between the code cell before and this one. */
  readonly text: string
}

export interface ReadNotebook {
  /** Its first heading, where the notebook begins with one. */
  readonly title: string | undefined
  /** What stands below that, before the first code. */
  readonly question: string | undefined
  readonly cells: readonly ReadCell[]
}

interface RawCell {
  readonly cell_type?: string
  readonly source?: string | readonly string[]
  readonly metadata?: { readonly millrace?: CellRole }
}

interface RawNotebook {
  readonly nbformat?: number
  readonly cells?: readonly RawCell[]
  readonly metadata?: {
    readonly kernelspec?: { readonly name?: string; readonly language?: string }
    readonly language_info?: { readonly name?: string }
  }
}

/** What `millrace notebook` writes beside the cells that it was given. */
const added = new Set(['open', 'show', 'stage'])

/**
 * The cells of a TypeScript notebook. Of one that `millrace notebook` wrote, those that came from cells: what opens, shows and
 * explains the pipeline is left out.
 * @param text of the file
 * @param shown the file as errors name it
 * @throws E_NOTEBOOK for what is no notebook, is of another format than 4, or in another language
 */
export function readNotebook(text: string, shown: string): ReadNotebook {
  const { cells = [], metadata = {} } = parsed(text, shown)
  const language = metadata.kernelspec?.language ?? metadata.language_info?.name ?? metadata.kernelspec?.name
  if (language !== undefined && !/^(typescript|javascript|deno|tslab|jslab)$/i.test(language)) {
    throw new MillraceError('E_NOTEBOOK', `${shown} is a notebook in ${language}: its cells cannot become stages`, {
      hint: 'Stages are made of TypeScript. A pipeline calls programs in other languages with `sh:` (docs/guides/command-stages.md).',
    })
  }
  const found: ReadCell[] = []
  let title: string | undefined
  let question: string | undefined
  let above: string[] = []
  for (const cell of cells) {
    const source = typeof cell.source === 'string' ? cell.source : (cell.source ?? []).join('')
    const role = cell.metadata?.millrace?.role
    if (role !== undefined && added.has(role)) continue
    if (cell.cell_type === 'markdown') {
      const isFirst = title === undefined && found.length === 0 && above.length === 0
      const [, heading, rest] = (isFirst ? /^\s*# ([^\n]+)\n?(.*)$/s.exec(source) : null) ?? []
      if (heading === undefined) above.push(source.trim())
      else {
        title = heading.trim()
        question = role === 'title' ? ownQuestion(rest!) : rest!.trim() || undefined
      }
    } else if (cell.cell_type === 'code' && source.trim() !== '') {
      found.push({ number: found.length + 1, source, text: above.filter(Boolean).join('\n\n') })
      above = []
    }
  }
  return { title, question, cells: found }
}

/** The paragraph that the pipeline file had; the other says how the notebook is used. */
function ownQuestion(text: string): string | undefined {
  const [first = ''] = text.trim().split(/\n\n+/)
  return first === '' || first.startsWith('Written by `millrace notebook`') ? undefined : first
}

function parsed(text: string, shown: string): RawNotebook {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  const notebook = value as RawNotebook | undefined
  if (typeof notebook !== 'object' || notebook === null || !Array.isArray(notebook.cells)) {
    throw new MillraceError('E_NOTEBOOK', `${shown} is not a Jupyter notebook: it has no cells`, {
      hint: 'A notebook of format 3 or older is converted with: jupyter nbconvert --to notebook.',
    })
  }
  return notebook
}
