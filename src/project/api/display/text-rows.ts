import type { NotebookCell } from '../../../report/notebook/notebook-table.ts'

/** Rows as text in columns, long cells cut; no colours. */
export function textRows(names: readonly string[], rows: readonly (readonly NotebookCell[])[]): string {
  const lines = [names, ...rows.map((row) => row.map((cell) => shown(cell)))]
  const widths = names.map((_, j) => Math.max(...lines.map((line) => (line[j] ?? '').length)))
  return lines
    .map((line) =>
      line
        .map((text, j) => text.padEnd(widths[j]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function shown(cell: NotebookCell | undefined): string {
  const text =
    cell === null || cell === undefined
      ? '—'
      : typeof cell === 'number'
        ? String(Number(cell.toPrecision(8)))
        : String(cell)
  return text.length > 32 ? `${text.slice(0, 31)}…` : text.replaceAll('\n', ' ')
}
