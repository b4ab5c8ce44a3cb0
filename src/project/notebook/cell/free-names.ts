import { hoistedNames, patternNames, statementNames } from './declared-names.ts'
import { childrenOf, nameOf, nodeAt, nodesIn, type SyntaxNode } from './syntax.ts'

/** A name that some code uses and does not declare itself. */
export interface FreeName {
  readonly name: string
  /**
   * `read`: its value; `type`: in a type, which is gone when the code runs; `write`: it is given another value; `change`: what it
   * holds is changed, as by `rows.push(…)`.
   */
  readonly use: 'read' | 'type' | 'write' | 'change'
  /** Where it stands. */
  readonly start: number
  readonly end: number
}

/** Methods of arrays, maps and sets that change what they are called on. */
const changing = new Set(
  'push pop shift unshift splice sort reverse fill copyWithin set add delete clear setTime setFullYear'.split(' '),
)
/** Types of functions have parameters too. */
const isCallable = /Function|TSConstructorType|TSMethodSignature|TSCallSignature|TSConstructSignature/
const changingFirst = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf'])

/**
 * The free names of a piece of code, in the order of the text: those that it gets from outside, by the scopes of the language.
 * A change through another name of the same value (`const r = rows[0]; r.x = 1`) is not seen. O(n) in the length of the code.
 *
 * @example
 * freeNames(parseCode('const a = b + Math.max(1, a)').program).map(({ name }) => name) // ['b', 'Math']
 */
export function freeNames(program: SyntaxNode): FreeName[] {
  const found: FreeName[] = []
  const scopes: Set<string>[] = []

  const note = (node: SyntaxNode | undefined, use: FreeName['use']) => {
    const name = nameOf(node)
    if (name === undefined || scopes.some((scope) => scope.has(name))) return
    found.push({ name, use, start: node!.start, end: node!.end })
  }
  const within = (names: readonly string[], nodes: readonly SyntaxNode[]) => {
    scopes.push(new Set(names))
    walkAll(nodes)
    scopes.pop()
  }
  const block = (statements: readonly SyntaxNode[]) => within(statements.flatMap(statementNames), statements)

  const walk = (node: SyntaxNode): void => {
    const visit = visits[node.type]
    if (visit !== undefined) visit(node)
    else if (isCallable.test(node.type)) callable(node)
    else walkAll(childrenOf(node))
  }
  const walkAll = (nodes: readonly SyntaxNode[]) => nodes.forEach(walk)
  const walkIn = (node: SyntaxNode, ...fields: readonly string[]) =>
    walkAll(fields.flatMap((field) => nodesIn(node[field])))
  const allBut = (node: SyntaxNode, field: string) => childrenOf(node).filter((child) => child !== node[field])
  const nothing = () => {}

  /** Nodes in which not every identifier is a use of a name, or which declare names. */
  const visits: Readonly<Record<string, (node: SyntaxNode) => void>> = {
    Identifier(node) {
      note(node, 'read')
      walkIn(node, 'typeAnnotation')
    },
    Program: (node) =>
      within([...nodesIn(node.body).flatMap(statementNames), ...hoistedNames(node)], nodesIn(node.body)),
    ImportDeclaration: nothing,
    MetaProperty: nothing,
    BreakStatement: nothing,
    ContinueStatement: nothing,
    ExportAllDeclaration: nothing,
    TSImportType: nothing,
    LabeledStatement: (node) => walkIn(node, 'body'),
    ExportSpecifier: (node) => note(nodeAt(node, 'local'), 'read'),
    BlockStatement: (node) => block(nodesIn(node.body)),
    StaticBlock: (node) => block(nodesIn(node.body)),
    TSModuleBlock: (node) => block(nodesIn(node.body)),
    SwitchStatement(node) {
      walkIn(node, 'discriminant')
      const cases = nodesIn(node.cases)
      within(
        cases.flatMap((each) => nodesIn(each.consequent).flatMap(statementNames)),
        cases,
      )
    },
    CatchClause: (node) => within(patternNames(nodeAt(node, 'param')), nodesIn(node.body)),
    ForStatement: (node) => within(nodesIn(node.init).flatMap(statementNames), childrenOf(node)),
    ForInStatement: (node) => loop(node),
    ForOfStatement: (node) => loop(node),
    VariableDeclarator(node) {
      binding(nodeAt(node, 'id'))
      walkIn(node, 'init')
    },
    MemberExpression(node) {
      walkIn(node, 'object')
      if (node.computed === true) walkIn(node, 'property')
    },
    Property: (node) => keyed(node),
    MethodDefinition: (node) => keyed(node),
    PropertyDefinition: (node) => keyed(node),
    AccessorProperty: (node) => keyed(node),
    TSPropertySignature: (node) => keyed(node),
    AssignmentExpression(node) {
      target(nodeAt(node, 'left')!)
      walkIn(node, 'right')
    },
    UpdateExpression: (node) => target(nodeAt(node, 'argument')!),
    UnaryExpression(node) {
      if (node.operator === 'delete') target(nodeAt(node, 'argument')!)
      else walkIn(node, 'argument')
    },
    CallExpression: (node) => call(node),
    ClassDeclaration: (node) =>
      within([...patternNames(nodeAt(node, 'id')), ...typeParameters(node)], allBut(node, 'id')),
    ClassExpression: (node) =>
      within([...patternNames(nodeAt(node, 'id')), ...typeParameters(node)], allBut(node, 'id')),
    TSClassImplements: (node) => typeName(node, 'expression'),
    TSInterfaceHeritage: (node) => typeName(node, 'expression'),
    TSTypeReference: (node) => typeName(node, 'typeName'),
    TSTypeQuery: (node) => note(leftmost(nodeAt(node, 'exprName')), 'type'),
    TSTypeAliasDeclaration: (node) => within(typeParameters(node), allBut(node, 'id')),
    TSInterfaceDeclaration: (node) => within(typeParameters(node), allBut(node, 'id')),
    TSTypeParameter: (node) => walkIn(node, 'constraint', 'default'),
    TSMappedType: (node) => within(patternNames(nodeAt(node, 'key')), allBut(node, 'key')),
    TSConditionalType: (node) => within(inferredNames(nodeAt(node, 'extendsType')!), childrenOf(node)),
    TSTypePredicate: (node) => walkIn(node, 'typeAnnotation'),
    TSNamedTupleMember: (node) => walkIn(node, 'elementType'),
    TSIndexSignature(node) {
      nodesIn(node.parameters).forEach(binding)
      walkIn(node, 'typeAnnotation')
    },
    TSEnumDeclaration(node) {
      const members = nodesIn(nodeAt(node, 'body')?.members ?? node.members)
      within(
        members.flatMap((each) => patternNames(nodeAt(each, 'id'))),
        members,
      )
    },
    TSEnumMember: (node) => walkIn(node, 'initializer'),
    TSModuleDeclaration: (node) => walkIn(node, 'body'),
  }

  function keyed(node: SyntaxNode): void {
    if (node.computed === true) walkIn(node, 'key')
    walkAll(allBut(node, 'key'))
  }

  function loop(node: SyntaxNode): void {
    const left = nodeAt(node, 'left')!
    const isDeclared = left.type === 'VariableDeclaration'
    walkIn(node, 'right')
    if (!isDeclared) target(left)
    within(statementNames(left), [...(isDeclared ? [left] : []), ...nodesIn(node.body)])
  }

  /** Names of its own: parameters, `var`s, types, and its name where it is an expression. */
  function callable(node: SyntaxNode): void {
    const params = nodesIn(node.params)
    const body = nodeAt(node, 'body')
    const own = [
      ...(node.type === 'FunctionExpression' ? patternNames(nodeAt(node, 'id')) : []),
      ...params.flatMap(patternNames),
      ...typeParameters(node),
      ...(body === undefined ? [] : hoistedNames(body)),
      ...(node.type === 'ArrowFunctionExpression' ? [] : ['arguments']),
    ]
    if (node.computed === true) walkIn(node, 'key')
    scopes.push(new Set(own))
    walkIn(node, 'typeParameters')
    params.forEach(binding)
    walkIn(node, 'returnType', 'body')
    scopes.pop()
  }

  /** What a pattern that declares names reads: types, defaults and computed keys. */
  function binding(pattern: SyntaxNode | undefined): void {
    if (pattern === undefined) return
    walkIn(pattern, 'typeAnnotation', 'decorators')
    if (pattern.type === 'AssignmentPattern') {
      binding(nodeAt(pattern, 'left'))
      walkIn(pattern, 'right')
    } else if (pattern.type === 'Property') {
      if (pattern.computed === true) walkIn(pattern, 'key')
      binding(nodeAt(pattern, 'value'))
    } else if (pattern.type !== 'Identifier') {
      for (const field of ['argument', 'parameter', 'elements', 'properties']) nodesIn(pattern[field]).forEach(binding)
    }
  }

  /** What is given another value, or changed. */
  function target(node: SyntaxNode): void {
    if (node.type === 'Identifier') note(node, 'write')
    else if (node.type === 'MemberExpression') {
      note(leftmost(node), 'change')
      walk(node)
    } else if (node.type === 'AssignmentPattern') {
      target(nodeAt(node, 'left')!)
      walkIn(node, 'right')
    } else if (node.type === 'Property') {
      if (node.computed === true) walkIn(node, 'key')
      target(nodeAt(node, 'value')!)
    } else
      for (const field of ['elements', 'properties', 'argument', 'expression']) nodesIn(node[field]).forEach(target)
  }

  function call(node: SyntaxNode): void {
    const callee = nodeAt(node, 'callee')
    const method =
      callee?.type === 'MemberExpression' && callee.computed !== true ? nameOf(nodeAt(callee, 'property')) : undefined
    if (method !== undefined && changing.has(method)) note(leftmost(callee), 'change')
    const isObject = ['Object', 'Reflect'].includes(nameOf(callee && nodeAt(callee, 'object')) ?? '')
    if (method !== undefined && isObject && changingFirst.has(method))
      note(leftmost(nodesIn(node.arguments)[0]), 'change')
    walkAll(childrenOf(node))
  }

  function typeName(node: SyntaxNode, field: string): void {
    note(leftmost(nodeAt(node, field)), 'type')
    walkIn(node, 'typeArguments')
  }

  walk(program)
  return found
}

/** What a chain begins with: `a` of `a.b[c]!.d`. */
function leftmost(node: SyntaxNode | undefined): SyntaxNode | undefined {
  const field = node === undefined ? undefined : chained[node.type]
  return field === undefined ? node : leftmost(nodeAt(node!, field))
}

const chained: Readonly<Record<string, string>> = {
  MemberExpression: 'object',
  TSQualifiedName: 'left',
  ChainExpression: 'expression',
  ParenthesizedExpression: 'expression',
  TSNonNullExpression: 'expression',
  TSAsExpression: 'expression',
  TSSatisfiesExpression: 'expression',
}

function typeParameters(node: SyntaxNode): string[] {
  return nodesIn(nodeAt(node, 'typeParameters')?.params).flatMap(
    (each) => nameOf(nodeAt(each, 'name')) ?? String(each.name),
  )
}

function inferredNames(node: SyntaxNode): string[] {
  const own =
    node.type === 'TSInferType' ? nodesIn(node.typeParameter).flatMap((each) => nameOf(nodeAt(each, 'name')) ?? []) : []
  return [...own, ...childrenOf(node).flatMap(inferredNames)]
}
