import { type Html, html } from '../html/html.ts'
import type { StageCard } from '../report-model.ts'

/** Parameters open, defaults dimmed: what was chosen stands out. */
export function paramsTable(params: StageCard['params']): Html {
  return html`<table class="params"><tbody>${params.map(
    ({ name, value, isDefault }) =>
      html`<tr${isDefault ? html` class="default"` : null}><th scope="row">${name}</th><td><code>${show(value)}</code>${isDefault ? html` <span class="soft">default</span>` : null}</td></tr>`,
  )}</tbody></table>`
}

function show(value: unknown): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value)
  const entries = Object.entries(value)
  return entries.length === 0 ? '{}' : entries.map(([name, item]) => `${name}: ${show(item)}`).join('\n')
}
