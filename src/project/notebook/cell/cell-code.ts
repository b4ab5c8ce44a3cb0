import { type CellValue, declaredValues } from './cell-value.ts'
import { statementNames } from './declared-names.ts'
import { type FreeName, freeNames } from './free-names.ts'
import { nameOf, nodeAt, nodesIn, type SyntaxNode } from './syntax.ts'

/** One name that an import statement brings. */
export interface ImportedName {
  /** What the cell calls it. */
  readonly local: string
  /** What the module calls it; `default`, or `*` for all of it. */
  readonly imported: string
  readonly isType: boolean
}

/** An import statement of a cell. */
export interface CellImport {
  readonly specifier: string
  readonly names: readonly ImportedName[]
  readonly start: number
  readonly end: number
  /** Where the specifier stands, quotes and all. */
  readonly at: readonly [start: number, end: number]
}

/** What the code of a cell comes to: what it defines, what it needs, what it shows. */
export interface CellCode {
  readonly source: string
  readonly program: SyntaxNode
  readonly imports: readonly CellImport[]
  /** Values that it defines, by name. */
  readonly values: ReadonlyMap<string, CellValue>
  /** Types that it defines, by name, and the statements that do. */
  readonly types: ReadonlyMap<string, SyntaxNode>
  /** Names that come from other cells, or from the language. */
  readonly uses: readonly FreeName[]
  /** Its last statement, where that is an expression whose value a notebook shows. */
  readonly shown: SyntaxNode | undefined
}

const typeStatements = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'])

/** What the code of a cell comes to. @param program the syntax tree of `source` */
export function cellCode(source: string, program: SyntaxNode): CellCode {
  const statements = nodesIn(program.body)
  const types = new Map<string, SyntaxNode>()
  const values = new Map<string, CellValue>()
  for (const statement of statements) {
    if (statement.type === 'ImportDeclaration') continue
    if (typeStatements.has(statement.type)) {
      for (const name of statementNames(statement)) types.set(name, statement)
    } else if (statement.type === 'VariableDeclaration') {
      for (const each of nodesIn(statement.declarations)) {
        for (const [name, value] of declaredValues(each, source)) values.set(name, value)
      }
    } else {
      for (const name of statementNames(statement)) values.set(name, { holds: 'code', node: statement })
    }
  }
  return {
    source,
    program,
    imports: statements.filter(({ type }) => type === 'ImportDeclaration').map((each) => cellImport(each)),
    values,
    types,
    uses: freeNames(program),
    shown: shownStatement(statements.at(-1)),
  }
}

function cellImport(node: SyntaxNode): CellImport {
  const source = nodeAt(node, 'source')!
  const names = nodesIn(node.specifiers).map((each): ImportedName => {
    const imported = nodeAt(each, 'imported')
    return {
      local: nameOf(nodeAt(each, 'local'))!,
      imported:
        each.type === 'ImportDefaultSpecifier'
          ? 'default'
          : each.type === 'ImportNamespaceSpecifier'
            ? '*'
            : (nameOf(imported) ?? String(imported?.value)),
      isType: node.importKind === 'type' || each.importKind === 'type',
    }
  })
  return { specifier: String(source.value), names, start: node.start, end: node.end, at: [source.start, source.end] }
}

/** An expression that is there for its value: no assignment, and nothing that is printed. */
function shownStatement(last: SyntaxNode | undefined): SyntaxNode | undefined {
  if (last?.type !== 'ExpressionStatement') return undefined
  let inner = nodeAt(last, 'expression')
  while (inner?.type === 'ParenthesizedExpression') inner = nodeAt(inner, 'expression')
  if (inner === undefined || /^(Assignment|Update)Expression$/.test(inner.type)) return undefined
  if (inner.type === 'UnaryExpression' && (inner.operator === 'void' || inner.operator === 'delete')) return undefined
  const callee = inner.type === 'CallExpression' ? nodeAt(inner, 'callee') : undefined
  const isPrinted = callee?.type === 'MemberExpression' && nameOf(nodeAt(callee, 'object')) === 'console'
  return isPrinted ? undefined : last
}
