import { readFileSync, writeFileSync } from 'node:fs'

/** What is looked at of a notebook of nbformat 4. */
export interface Notebook {
  readonly cells: readonly NotebookCell[]
  readonly metadata: { readonly kernelspec?: { readonly name?: string } }
  readonly nbformat: number
  readonly nbformat_minor: number
}

export interface NotebookCell {
  readonly cell_type: 'code' | 'markdown' | 'raw'
  readonly id?: string
  readonly source: string | readonly string[]
  readonly execution_count?: number | null
  readonly outputs?: readonly NotebookOutput[]
}

export interface NotebookOutput {
  readonly output_type: string
  /** By MIME type; text as one string or as lines. */
  readonly data?: Readonly<Record<string, unknown>>
  readonly text?: string | readonly string[]
}

export function readNotebook(path: string): Notebook {
  return JSON.parse(readFileSync(path, 'utf8')) as Notebook
}

/** Writes code cells as a notebook of the kernel `deno`. */
export function writeNotebook(path: string, sources: readonly string[]): void {
  const cells = sources.map((source, index) => ({
    cell_type: 'code',
    id: `cell-${index + 1}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source,
  }))
  const kernelspec = { name: 'deno', display_name: 'Deno', language: 'typescript' }
  writeFileSync(path, JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }))
}

/** All that the cells show under one MIME type, in order. */
export function shownAs(mime: string, cells: readonly NotebookCell[]): string[] {
  return cells.flatMap(({ outputs = [] }) =>
    outputs.flatMap(({ data }) => (data !== undefined && mime in data ? [asText(data[mime])] : [])),
  )
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join('') : JSON.stringify(value)
}
