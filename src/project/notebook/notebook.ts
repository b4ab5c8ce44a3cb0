/**
 * A Jupyter notebook as a document, as far as Millrace writes and reads it: nbformat 4.5, described at
 * https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export interface Notebook {
  readonly nbformat: 4
  readonly nbformat_minor: 5
  readonly metadata: NotebookMetadata
  readonly cells: readonly NotebookCell[]
}

export interface NotebookMetadata {
  /** Which kernel runs it: `deno`. */
  readonly kernelspec: { readonly name: string; readonly display_name: string; readonly language: string }
  readonly language_info: { readonly name: string; readonly file_extension: string; readonly mimetype: string }
}

export type NotebookCell = MarkdownCell | CodeCell

interface CellFields {
  /** Unique in its notebook: letters, digits, `-` and `_`, at most 64. */
  readonly id: string
  readonly metadata: CellMetadata
  readonly source: string
}

export interface MarkdownCell extends CellFields {
  readonly cell_type: 'markdown'
}

export interface CodeCell extends CellFields {
  readonly cell_type: 'code'
  /** Null: what is shown under the cell came from the store, and no kernel has counted it. */
  readonly execution_count: null
  readonly outputs: readonly CellOutput[]
}

/** Something shown under a cell, by MIME type. */
export interface CellOutput {
  readonly output_type: 'display_data'
  readonly data: Readonly<Record<string, unknown>>
  readonly metadata: Readonly<Record<string, never>>
}

export interface CellMetadata {
  /** What the cell is to Millrace; cells that a person adds have none. */
  readonly millrace?: CellRole
}

/**
 * `title`, `open` and `show` belong to the written notebook alone. `text`, `imports`, `library` and `source` are what
 * `init --from` takes back: they came from cells, and become stages and files again.
 */
export interface CellRole {
  readonly role: 'title' | 'open' | 'show' | 'stage' | 'text' | 'imports' | 'library' | 'source'
  /** Which stage it is about. */
  readonly stage?: string
}
