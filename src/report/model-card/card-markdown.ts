import type { Figure, TableFigure, TableFigureCell } from '../figure.ts'
import { fixed } from '../text/fixed.ts'
import { thousands } from '../text/thousands.ts'
import { frontMatter } from './front-matter.ts'
import { type CardSection, cardSections, type ModelCard, notStated } from './model-card.ts'

/**
 * A model card as Markdown with the front matter that Hugging Face reads. Charts become their findings in words, since
 * Markdown cannot draw them; tables stay tables.
 *
 * @example
 * modelCardMarkdown(card).startsWith('---\nlicense:') // true
 */
export function modelCardMarkdown({ name, summary, sections, frontMatter: head }: ModelCard): string {
  const parts = sections.map(sectionText).join('\n')
  return `---\n${frontMatter(head)}---\n\n# ${line(name)}\n\n${escaped(summary)}\n\n${parts}`
}

function sectionText({ section, text, facts, figures }: CardSection): string {
  const [title, question] = cardSections[section]
  const isEmpty = text.length + facts.length + figures.length === 0
  const blocks = [
    `## ${title}`,
    `*${question}*`,
    ...(isEmpty ? [notStated] : []),
    ...text.map(escaped),
    ...(facts.length === 0 ? [] : [facts.map((fact) => `- **${line(fact.name)}**: ${line(fact.value)}`).join('\n')]),
    ...figures.flatMap(figureText),
  ]
  return `${blocks.join('\n\n')}\n`
}

function figureText(figure: Figure): readonly string[] {
  const head = [`### ${line(figure.title)}`, ...(figure.subtitle === undefined ? [] : [escaped(figure.subtitle)])]
  return figure.type === 'table'
    ? [...head, tableText(figure), escaped(figure.description)]
    : [...head, escaped(figure.description)]
}

function tableText({ columns, rows }: TableFigure): string {
  const heads = columns.map(({ label, unit }) => cellLine(unit === undefined ? label : `${label} (${unit})`))
  const right = columns.map((column, i) => (column.align ?? (isNumber(rows, i) ? 'right' : 'left')) === 'right')
  const body = rows.map((row) => columns.map(({ digits = 3 }, i) => cellLine(cellWords(row[i] ?? null, digits))))
  const lines = [heads, right.map((isRight) => (isRight ? '---:' : '---')), ...body]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function cellValue(cell: TableFigureCell): string | number | null {
  return cell !== null && typeof cell === 'object' ? cell.value : cell
}

function isNumber(rows: TableFigure['rows'], index: number): boolean {
  return rows.some((row) => typeof cellValue(row[index] ?? null) === 'number')
}

function cellWords(cell: TableFigureCell, digits: number): string {
  const value = cellValue(cell)
  if (value === null) return '—'
  if (typeof value === 'string') return value
  return Number.isInteger(value) && Math.abs(value) > 1 ? thousands(value) : fixed(value, digits)
}

/** Markup in a value stays text: angle brackets are entities, and what would start a block or a link is escaped. */
function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/([[\]*])/g, '\\$1')
    .replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/gm, '$1\\$2')
}

function line(text: string): string {
  return escaped(text.replace(/\s+/g, ' ').trim())
}

function cellLine(text: string): string {
  return line(text).replaceAll('|', '\\|')
}
