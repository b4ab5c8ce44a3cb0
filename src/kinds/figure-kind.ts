import type { Kind } from '../engine/contracts/kind.ts'
import { jsonKind } from './json-kind.ts'
import { kindVersions } from './kind-versions.ts'

/** Something to look at: a Vega-Lite chart or a table made for reading, stored as canonical JSON. */
export const figureKind: Kind = {
  ...jsonKind,
  name: 'figure',
  version: kindVersions.figure,
  extension: '.figure.json',

  reject(value) {
    const type = (value as { type?: unknown } | null | undefined)?.type
    if (type !== 'vega-lite' && type !== 'table') return 'something that is neither a chart nor a table for reading'
    return jsonKind.reject(value)
  },

  async adopt(path) {
    const value = (await jsonKind.adopt(path)) as Record<string, unknown> | null
    const figure = asFigure(value)
    for (const field of ['title', 'description'] as const) {
      if (typeof figure?.[field] !== 'string') throw new Error(`it has no text as "${field}"`)
    }
    return figure
  },
}

/** Plotting libraries write a bare Vega-Lite specification: its own title and description become the figure's. */
function asFigure(value: Record<string, unknown> | null): Record<string, unknown> | null {
  if (typeof value?.$schema !== 'string' || !value.$schema.includes('/vega-lite/')) return value
  const { title, description, ...spec } = value
  const words = typeof title === 'object' ? (title as { text?: unknown } | null)?.text : title
  return { type: 'vega-lite', title: words ?? 'Chart', description: description ?? '', spec }
}
