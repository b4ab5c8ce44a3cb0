import { childrenOf, nameOf, nodeAt, nodesIn, type SyntaxNode } from './syntax.ts'

/** The names that a pattern binds: `a` and `b` of `{ a, c: [b = 1] }`. */
export function patternNames(pattern: SyntaxNode | undefined): string[] {
  if (pattern === undefined) return []
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern.name)]
    case 'AssignmentPattern':
      return patternNames(nodeAt(pattern, 'left'))
    case 'RestElement':
      return patternNames(nodeAt(pattern, 'argument'))
    case 'Property':
      return patternNames(nodeAt(pattern, 'value'))
    case 'TSParameterProperty':
      return patternNames(nodeAt(pattern, 'parameter'))
    case 'ArrayPattern':
      return nodesIn(pattern.elements).flatMap(patternNames)
    case 'ObjectPattern':
      return nodesIn(pattern.properties).flatMap(patternNames)
    default:
      return []
  }
}

const named = new Set([
  'FunctionDeclaration',
  'TSDeclareFunction',
  'ClassDeclaration',
  'TSEnumDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSModuleDeclaration',
])

/** The names that a statement declares in the block that it stands in; of `var`, see `hoistedNames`. */
export function statementNames(statement: SyntaxNode): string[] {
  if (statement.type === 'VariableDeclaration') {
    return nodesIn(statement.declarations).flatMap((each) => patternNames(nodeAt(each, 'id')))
  }
  if (statement.type === 'ImportDeclaration') {
    return nodesIn(statement.specifiers).flatMap((each) => nameOf(nodeAt(each, 'local')) ?? [])
  }
  if (statement.type.startsWith('Export')) {
    const inner = nodeAt(statement, 'declaration')
    return inner === undefined ? [] : statementNames(inner)
  }
  const name = named.has(statement.type) ? nameOf(nodeAt(statement, 'id')) : undefined
  return name === undefined ? [] : [name]
}

/** The names that `var` declares anywhere in a function's body, inner functions aside. */
export function hoistedNames(node: SyntaxNode): string[] {
  if (/Function|^Class|^PropertyDefinition|^StaticBlock/.test(node.type)) return []
  const own = node.type === 'VariableDeclaration' && node.kind === 'var' ? statementNames(node) : []
  return [...own, ...childrenOf(node).flatMap(hoistedNames)]
}
