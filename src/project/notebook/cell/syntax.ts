import { loadedParser } from './parser.ts'

/** A node of a syntax tree, as oxc gives it: ESTree with TypeScript's nodes. Offsets count UTF-16 units. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

/** The nodes below a node, in the order of the text. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return (loadedParser().visitorKeys[node.type] ?? []).flatMap((key) => nodesIn(node[key]))
}

/** The nodes that a field holds: one, a list with gaps, or none. */
export function nodesIn(value: unknown): SyntaxNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  return isNode(value) ? [value] : []
}

/** A field that is a node, or undefined. */
export function nodeAt(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const value = node[field]
  return isNode(value) ? value : undefined
}

/** The name of an identifier; undefined for any other node. */
export function nameOf(node: SyntaxNode | undefined): string | undefined {
  return node?.type === 'Identifier' ? String(node.name) : undefined
}

const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null && 'type' in value
