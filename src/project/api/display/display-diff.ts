import { html } from '../../../report/html/html.ts'
import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import { type NotebookCell, notebookTable } from '../../../report/notebook/notebook-table.ts'
import type { RunDiff } from '../../history/diff-runs.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import { textRows } from './text-rows.ts'

/** Rows of each table that are shown; of metrics those with the shortest names, which are the plainest. */
const most = 15

/** Two runs side by side: what was different going in, then the metrics that moved, then how much else did. */
export function displayDiff(diff: RunDiff): MimeBundle {
  const causes = [
    ...rowsOf('setting', diff.setting),
    ...rowsOf('definition', diff.definition),
    ...rowsOf('environment', diff.environment),
    ...rowsOf('parameter', diff.params),
    ...rowsOf('input', diff.inputs),
    ...rowsOf('code', diff.code),
    ...rowsOf('package', diff.packages),
  ]
  const byDepth = [...diff.metrics].sort((one, two) => depthOf(one.name) - depthOf(two.name))
  const metrics = byDepth.map(({ name, a, b, difference }): NotebookCell[] => [
    name,
    a ?? null,
    b ?? null,
    difference ?? null,
  ])
  const tables = [
    { name: 'what went in', heads: ['what', 'name', 'before', 'after'], rows: causes },
    { name: 'metrics', heads: ['metric', 'before', 'after', 'difference'], rows: metrics },
  ].filter(({ rows }) => rows.length > 0)
  const { equal } = diff
  const head = `${diff.a} against ${diff.b}`
  const rest = `outputs: ${diff.artifacts.length} differ, ${equal.artifacts} equal; metrics: ${diff.metrics.length} differ, ${equal.metrics} equal`
  const notes = [rest, ...(diff.unknown.length === 0 ? [] : [`not known: ${diff.unknown.join(', ')}`])]
  const text = tables.map(
    ({ name, heads, rows }) =>
      `${name}: ${rows.length}\n${textRows(heads, rows.slice(0, most))}${leftOut(rows.length)}`,
  )
  return {
    'text/plain': [head, ...text, ...notes].join('\n'),
    'text/html': notebookBlock(
      html`<b>${head}</b>${tables.map(({ name, heads, rows }) => notebookTable({ name, rows: rows.length, columns: heads.map((label) => ({ name: label })), first: rows.slice(0, most) }))}${notes.map((note) => html`<span class="note">${note}</span>`)}`,
      undefined,
    ),
  }
}

function rowsOf(
  what: string,
  differences: readonly { readonly name: string; readonly a?: unknown; readonly b?: unknown }[],
): NotebookCell[][] {
  return differences.map(({ name, a, b }) => [what, name, shown(a), shown(b)])
}

function depthOf(name: string): number {
  return name.split('.').length
}

/** Digests are as long as the line: their beginning tells them apart. */
function shown(value: unknown): NotebookCell {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return /^[0-9a-f]{40,}$/.test(text) ? text.slice(0, 8) : text
}

function leftOut(rows: number): string {
  return rows > most ? `\n… ${rows - most} more` : ''
}
