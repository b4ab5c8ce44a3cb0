import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { packageRoot } from '../../base/package-root.ts'
import { type StageNode, stageSources } from '../../engine/definition/definition.ts'
import type { LinkedStage } from '../../engine/link.ts'
import { movedSpecifier } from './cell/cell-specifier.ts'
import { type CellOfFile, cellOfFile } from './cell/cells-of-file.ts'
import { statementNames } from './cell/declared-names.ts'
import { importText, type WantedImport } from './cell/import-text.ts'
import { loadParser, parseCode } from './cell/parser.ts'
import { nodesIn, type SyntaxNode } from './cell/syntax.ts'

/** A library that a cell became, and the cell. */
export interface LibraryCell extends CellOfFile {
  /** Name of its file. */
  readonly file: string
}

/** What of a pipeline came from cells, as cells. */
export interface CellSources {
  /** Import statements that several cells share; empty where there are none. */
  readonly imports: string
  /** By the name of the stage: its cell, and the libraries that are needed from there on. */
  readonly stages: ReadonlyMap<string, { readonly cell: CellOfFile; readonly libraries: readonly LibraryCell[] }>
  /** Every name that a cell defines or imports. */
  readonly names: ReadonlySet<string>
}

/**
 * Reads the stages that came from cells back as cells: their files, and what these import from files that were cells too.
 * @param stages in the order in which they are written
 * @param folder in which the notebook is to lie
 */
export async function cellSources(stages: readonly LinkedStage[], folder: string): Promise<CellSources> {
  await loadParser()
  const stageFiles = new Set(stages.map(({ code }) => code.path))
  const found = new Map<string, { cell: CellOfFile; libraries: LibraryCell[] }>()
  const imports: WantedImport[] = []
  const seen = new Set<string>()

  for (const { node, code } of stages) {
    const cell = code.language === 'ts' ? readCell(code.path, folder, filesOf(node, folder)) : undefined
    if (cell === undefined || found.has(node.base)) continue
    const libraries: LibraryCell[] = []
    gather(cell, dirname(code.path), libraries)
    found.set(node.base, { cell, libraries: [] })
    // Where it is needed at the latest; before, where its notebook had it above another stage.
    for (const library of libraries) {
      const below = [...found.values()].find((each) => each.cell.number > library.number) ?? found.get(node.base)!
      below.libraries.push(library)
    }
  }
  const all = [...found.values()].flatMap(({ cell, libraries }) => [...libraries, cell])
  const names = new Set([...imports.map(({ local }) => local), ...all.flatMap(({ source }) => namesIn(source))])
  return { imports: importText(imports), stages: found, names }

  /** Libraries come before what imports them. */
  function gather(cell: CellOfFile, from: string, libraries: LibraryCell[]): void {
    for (const wanted of cell.imports) {
      const path = wanted.specifier.startsWith('.') ? resolve(from, wanted.specifier) : undefined
      if (path !== undefined && stageFiles.has(path)) continue
      const library = path === undefined ? undefined : readCell(path, folder)
      if (path === undefined || library === undefined) {
        imports.push({ ...wanted, specifier: movedSpecifier(wanted.specifier, from, folder) })
      } else if (!seen.has(path)) {
        seen.add(path)
        gather(library, dirname(path), libraries)
        libraries.push({ ...library, file: basename(path, '.ts') })
      }
    }
  }
}

function readCell(path: string, folder: string, files: Readonly<Record<string, string>> = {}): CellOfFile | undefined {
  if (!existsSync(path) || path.startsWith(`${packageRoot()}/stages/`)) return undefined
  return cellOfFile(readFileSync(path, 'utf8'), dirname(path), folder, files)
}

/** The files that its inputs hold, from the notebook's folder. */
function filesOf(node: StageNode, folder: string): Record<string, string> {
  const files = stageSources(node).flatMap(({ port, source }) =>
    source.type === 'border' ? [[port, relative(folder, resolve(source.folder, source.spec))] as const] : [],
  )
  return Object.fromEntries(files)
}

function namesIn(source: string): string[] {
  const { program } = parseCode(source)
  return nodesIn((program as unknown as SyntaxNode).body).flatMap(statementNames)
}
