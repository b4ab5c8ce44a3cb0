import type { FrontMatter } from './model-card.ts'

/**
 * A document as a block of YAML, for the head of a Markdown file. Texts are written as JSON strings, which YAML 1.2 reads
 * as they are, so that no value can mean anything else than itself.
 *
 * @example
 * frontMatter({ license: 'mit', tags: ['football'] }) // 'license: "mit"\ntags:\n  - "football"\n'
 */
export function frontMatter(document: Readonly<Record<string, FrontMatter>>): string {
  return block(document, '')
}

function block(value: Readonly<Record<string, FrontMatter>>, indent: string): string {
  return Object.entries(value)
    .map(
      ([key, item]) => `${indent}${/^[A-Za-z_][\w-]*$/.test(key) ? key : JSON.stringify(key)}:${after(item, indent)}`,
    )
    .join('')
}

function after(value: FrontMatter, indent: string): string {
  if (isList(value)) return value.length === 0 ? ' []\n' : `\n${list(value, `${indent}  `)}`
  if (typeof value !== 'object') return ` ${scalar(value)}\n`
  return Object.keys(value).length === 0 ? ' {}\n' : `\n${block(value, `${indent}  `)}`
}

function list(items: readonly FrontMatter[], indent: string): string {
  return items
    .map((item) => {
      if (typeof item !== 'object') return `${indent}- ${scalar(item)}\n`
      const inner = isList(item) ? list(item, `${indent}  `) : block(item, `${indent}  `)
      return inner === '' ? `${indent}- {}\n` : `${indent}- ${inner.slice(indent.length + 2)}`
    })
    .join('')
}

function isList(value: FrontMatter): value is readonly FrontMatter[] {
  return Array.isArray(value)
}

function scalar(value: string | number | boolean): string {
  return typeof value === 'number' && !Number.isFinite(value) ? 'null' : JSON.stringify(value)
}
