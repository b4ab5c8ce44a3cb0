import { patternNames } from './declared-names.ts'
import { childrenOf, nameOf, nodeAt, nodesIn, type SyntaxNode } from './syntax.ts'

/** A value that a cell defines, as far as its text tells. */
export interface CellValue {
  /**
   * What can be done with it between stages: `json` unless something else is known; `code` for functions and classes; `table`,
   * `figure`; `constant` for what is written down, such as 0.2 or ['a', 'b']; else the word for what JSON cannot hold.
   */
  readonly holds: 'json' | 'code' | 'table' | 'figure' | 'constant' | Unheld
  /** The declaration. */
  readonly node: SyntaxNode
  /** The type that it is declared to have, as written. */
  readonly type?: { readonly text: string; readonly node: SyntaxNode }
  /** Another value that this is by another name. */
  readonly alias?: string
}

export type Unheld = `a ${string}`

/** The values that one declarator defines. */
export function declaredValues(declarator: SyntaxNode, source: string): [string, CellValue][] {
  const id = nodeAt(declarator, 'id')!
  const init = nodeAt(declarator, 'init')
  const name = nameOf(id)
  if (name === undefined) {
    const tables = new Set(tableNames(id, init))
    return patternNames(id).map((each) => [each, { holds: tables.has(each) ? 'table' : 'json', node: declarator }])
  }
  const annotation = nodeAt(id, 'typeAnnotation')
  const inner = annotation && nodeAt(annotation, 'typeAnnotation')
  const text = inner && source.slice(inner.start, inner.end)
  const alias = nameOf(bare(init))
  return [
    [
      name,
      {
        holds: /^Table\b/.test(text ?? '') ? 'table' : text === 'Figure' ? 'figure' : expressionHolds(init),
        node: declarator,
        ...(inner === undefined ? {} : { type: { text: text!, node: inner } }),
        ...(alias === undefined ? {} : { alias }),
      },
    ],
  ]
}

/** Of what reading a file into a table gives, the table: `const { table: sales } = await readCsv([…])`. */
function tableNames(pattern: SyntaxNode, init: SyntaxNode | undefined): string[] {
  const call = bare(init)
  const called = call === undefined ? undefined : nameOf(nodeAt(call, 'callee'))
  if (!['readCsv', 'readJsonRecords', 'readParquetFile'].includes(called ?? '')) return []
  const found = nodesIn(pattern.properties).filter((each) => nameOf(nodeAt(each, 'key')) === 'table')
  return found.flatMap(patternNames)
}

/** What an expression gives, as far as its text tells. */
export function expressionHolds(expression: SyntaxNode | undefined): CellValue['holds'] {
  const node = bare(expression)
  if (node === undefined) return 'json'
  if (/^(Arrow)?Function|^Class/.test(node.type)) return 'code'
  if (node.type === 'NewExpression') {
    const name = nameOf(nodeAt(node, 'callee'))
    return name === undefined || name === 'Array' || name === 'Object' ? 'json' : `a ${name}`
  }
  if (node.type === 'ImportExpression') return 'a module'
  if (node.type === 'Literal' && 'regex' in node) return 'a regular expression'
  if (node.type === 'Literal' && 'bigint' in node) return 'a bigint'
  if (isWritten(node)) return 'constant'
  if (node.type === 'CallExpression') return callHolds(node)
  return 'json'
}

/** Calls that give a table: of `Table` itself, and queries. */
function callHolds(node: SyntaxNode): CellValue['holds'] {
  const callee = nodeAt(node, 'callee')
  if (nameOf(callee) === 'Symbol') return 'a symbol'
  if (nameOf(callee) === 'BigInt') return 'a bigint'
  if (callee?.type !== 'MemberExpression') return 'json'
  const object = nodeAt(callee, 'object')
  const method = nameOf(nodeAt(callee, 'property')) ?? ''
  if (nameOf(object) === 'Table' && ['from', 'query', 'parquet', 'ofColumns'].includes(method)) return 'table'
  const text = nodesIn(node.arguments)[0]
  const isQuery = text?.type === 'TemplateLiteral' || (text?.type === 'Literal' && typeof text.value === 'string')
  if (method === 'sql' && isQuery) return 'table'
  return /^\w+Array$/.test(nameOf(object) ?? '') ? 'a typed array' : 'json'
}

/** Written down in the code itself: nothing is computed. */
function isWritten(node: SyntaxNode): boolean {
  if (node.type === 'Literal') return true
  if (node.type === 'TemplateLiteral') return nodesIn(node.expressions).length === 0
  if (node.type === 'UnaryExpression') return node.operator === '-' && isWritten(nodeAt(node, 'argument')!)
  if (node.type === 'Property') return node.computed !== true && isWritten(bare(nodeAt(node, 'value'))!)
  return /^(Array|Object)Expression$/.test(node.type) && childrenOf(node).every((each) => isWritten(bare(each)!))
}

/** An expression without parentheses, `await` and what is said of its type. */
export function bare(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node === undefined) return undefined
  const isWrapped = /^(ParenthesizedExpression|TSAsExpression|TSSatisfiesExpression|TSNonNullExpression)$/.test(
    node.type,
  )
  if (isWrapped) return bare(nodeAt(node, 'expression'))
  return node.type === 'AwaitExpression' ? bare(nodeAt(node, 'argument')) : node
}
