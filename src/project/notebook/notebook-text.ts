import type { Notebook } from './notebook.ts'

/**
 * A notebook as the bytes of its file: keys sorted, one space of indent, texts as lists of lines, as Jupyter itself saves it, so
 * that opening and saving it there changes nothing.
 */
export function notebookText(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: lines(cell.source),
    ...('outputs' in cell
      ? {
          outputs: cell.outputs.map((output) => ({
            ...output,
            data: Object.fromEntries(
              Object.entries(output.data).map(([type, value]) => [
                type,
                typeof value === 'string' ? lines(value) : value,
              ]),
            ),
          })),
        }
      : {}),
  }))
  return `${JSON.stringify(sorted({ ...notebook, cells }), null, 1)}\n`
}

function lines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]))
}
