import { type Html, html } from '../html/html.ts'

const MOST_ITEMS = 100
const MOST_DEPTH = 8
const MOST_TEXT = 400

/** JSON as a tree that opens and closes without a script; long lists are cut and say so. */
export function jsonTree(value: unknown, depth = 0): Html {
  const entries = children(value)
  if (entries === undefined) return scalar(value)
  if (entries.length === 0) return html`<span class="json-note">${Array.isArray(value) ? 'empty list' : 'empty'}</span>`
  if (depth >= MOST_DEPTH)
    return html`<span class="json-note">${summary(value, entries.length)}, too deep to show</span>`
  const shown = entries.slice(0, MOST_ITEMS)
  const left = entries.length - shown.length
  return html`<ul class="json">${shown.map(([key, item]) => entry(key, item, depth))}${left === 0 ? null : html`<li class="json-note">and ${left} more</li>`}</ul>`
}

function entry(key: string, item: unknown, depth: number): Html {
  const inner = children(item)
  if (inner === undefined || inner.length === 0)
    return html`<li><span class="json-key">${key}</span> ${jsonTree(item, depth + 1)}</li>`
  if (inner.length <= 12 && inner.every(([, value]) => typeof value === 'number' || typeof value === 'boolean')) {
    if (Array.isArray(item))
      return html`<li><span class="json-key">${key}</span> ${inner.map(([, value], index) => html`${index === 0 ? null : ', '}${scalar(value)}`)}</li>`
  }
  return html`<li><details${depth < 1 && inner.length <= 8 ? html` open` : null}><summary><span class="json-key">${key}</span> <span class="json-note">${summary(item, inner.length)}</span></summary>${jsonTree(item, depth + 1)}</details></li>`
}

function children(value: unknown): [string, unknown][] | undefined {
  if (value === null || typeof value !== 'object') return undefined
  return Array.isArray(value) ? value.map((item, index) => [String(index), item]) : Object.entries(value)
}

function summary(value: unknown, count: number): string {
  if (Array.isArray(value)) return `${count} ${count === 1 ? 'item' : 'items'}`
  return `${count} ${count === 1 ? 'field' : 'fields'}`
}

function scalar(value: unknown): Html {
  if (typeof value === 'number') return html`<span class="json-number">${value}</span>`
  if (typeof value === 'string') {
    const text = value.length <= MOST_TEXT ? value : `${value.slice(0, MOST_TEXT)}… (${value.length} characters)`
    return html`<span class="json-text">${text}</span>`
  }
  return html`<span class="json-note">${value === null || value === undefined ? 'null' : String(value)}</span>`
}
