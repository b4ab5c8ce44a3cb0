import { graphSvg } from '../report/graph/graph-svg.ts'
import type { Project } from './open-project.ts'

export type GraphFormat = 'text' | 'mermaid' | 'dot' | 'svg'

/** The DAG, for a terminal, for Markdown, for Graphviz, or as a picture. */
export function renderGraph(project: Project, format: GraphFormat): string {
  const { graph, definition } = project.pipeline
  const edges = graph.order.flatMap((to) => graph.parents.get(to)!.map((from) => [from, to] as const))
  if (format === 'svg') {
    return graphSvg(
      graph.order,
      edges.map(([from, to]) => ({ from, to })),
    )
  }
  if (format === 'mermaid') {
    const id = (name: string) => `s${graph.order.indexOf(name)}`
    const nodes = graph.order.map((name) => `  ${id(name)}["${name}"]`)
    return ['flowchart TD', ...nodes, ...edges.map(([from, to]) => `  ${id(from)} --> ${id(to)}`), ''].join('\n')
  }
  if (format === 'dot') {
    const quoted = (name: string) => JSON.stringify(name)
    const nodes = graph.order.map((name) => `  ${quoted(name)};`)
    const lines = edges.map(([from, to]) => `  ${quoted(from)} -> ${quoted(to)};`)
    return [`digraph ${quoted(definition.name)} {`, '  node [shape=box];', ...nodes, ...lines, '}', ''].join('\n')
  }
  const width = Math.max(...graph.order.map((name) => name.length))
  const lines = graph.order.map((name) => {
    const parents = graph.parents.get(name)!
    return `${name.padEnd(width)}  ${parents.length === 0 ? '' : `← ${parents.join(', ')}`}`.trimEnd()
  })
  return `${lines.join('\n')}\n`
}
