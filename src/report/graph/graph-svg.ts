import { html } from '../html/html.ts'
import type { GraphEdge } from './layer-graph.ts'
import { layoutGraph } from './layout-graph.ts'

const height = 36

/** A pipeline as a drawing of its own, to put into a document; it follows the reader's light or dark. */
export function graphSvg(names: readonly string[], edges: readonly GraphEdge[]): string {
  const nodeWidth = Math.max(80, ...names.map((name) => Math.ceil(name.length * 7.8) + 28))
  const layout = layoutGraph(names, edges, { nodeWidth, nodeHeight: height, width: 900 })
  const nodes = names.map((name) => {
    const { x, y } = layout.nodes.get(name)!
    return html`<g transform="translate(${x - nodeWidth / 2} ${y - height / 2})"><rect width="${nodeWidth}" height="${height}" rx="6"/><text x="${nodeWidth / 2}" y="${height / 2 + 4.5}">${name}</text></g>\n`
  })
  const lines = layout.lines.map((path) => html`<path d="${path}"/>`)
  return `${
    html`<svg xmlns="http://www.w3.org/2000/svg" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}" font-family="system-ui, sans-serif" font-size="13">
<style>rect{fill:#fff;stroke:#8b949e}text{fill:#1b1f24;text-anchor:middle}path{fill:none;stroke:#8b949e;stroke-width:1.3}@media (prefers-color-scheme:dark){rect{fill:#161b22}text{fill:#e6edf3}}</style>
${lines}
${nodes}</svg>`.markup
  }\n`
}
