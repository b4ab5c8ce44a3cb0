import type { GraphEdge } from '../graph/layer-graph.ts'
import { layoutGraph } from '../graph/layout-graph.ts'
import { html } from '../html/html.ts'

export interface NotebookStage {
  readonly name: string
  readonly state: 'fresh' | 'stale' | 'failed' | 'blocked' | 'skipped'
  /** Why; shown when the reader points at it. */
  readonly reasons: readonly string[]
}

const height = 44
const marks = { fresh: '○', stale: '◐', failed: '✕', blocked: '⊟', skipped: '⊳' } as const
const inks = { fresh: '#6b7683', stale: '#c07a00', failed: '#d0453a', blocked: '#c07a00', skipped: '#8b949e' } as const

/** A pipeline as a drawing for a notebook: each stage with its state as mark, word and colour. It stands alone as an SVG. */
export function notebookGraph(stages: readonly NotebookStage[], edges: readonly GraphEdge[]): string {
  const nodeWidth = Math.max(110, ...stages.map(({ name }) => Math.ceil(name.length * 7.8) + 40))
  const names = stages.map(({ name }) => name)
  const layout = layoutGraph(names, edges, { nodeWidth, nodeHeight: height, width: 900 })
  const nodes = stages.map(({ name, state, reasons }) => {
    const { x, y } = layout.nodes.get(name)!
    const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`
    return html`<g transform="translate(${x - nodeWidth / 2} ${y - height / 2})"><title>${name} is ${state}${why}</title><rect width="${nodeWidth}" height="${height}" rx="6" fill="#fff" stroke="${inks[state]}" stroke-width="${state === 'fresh' ? 1 : 1.8}"/><text x="12" y="19" fill="#1b1f24">${name}</text><text x="12" y="35" font-size="11" fill="${inks[state]}">${marks[state]} ${state}</text></g>\n`
  })
  const lines = layout.lines.map((path) => html`<path d="${path}" fill="none" stroke="#8b949e" stroke-width="1.3"/>`)
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}" font-family="system-ui, sans-serif" font-size="13">
${lines}
${nodes}</svg>`.markup
}
