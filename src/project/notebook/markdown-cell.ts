import type { CellRole, MarkdownCell } from './notebook.ts'

/** A cell of text. */
export function markdownCell(id: string, millrace: CellRole, source: string): MarkdownCell {
  return { cell_type: 'markdown', id, metadata: { millrace }, source }
}
