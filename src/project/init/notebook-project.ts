import { readFileSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { findPackage } from '../../languages/ts/package-closure.ts'
import { movedSpecifier, neededPackage } from '../notebook/cell/cell-specifier.ts'
import { type ParsedCell, parseCell } from '../notebook/cell/parse-cell.ts'
import { type PlannedCell, planCells } from '../notebook/cell/plan-cells.ts'
import { type CellFolders, libraryText, stageText } from '../notebook/cell/stage-text.ts'
import { readNotebook } from '../notebook/read-notebook.ts'
import { schemaComment } from './schema-comment.ts'

export interface NotebookProject {
  /** Texts by path. */
  readonly files: Record<string, string>
  /** Packages that the cells import, with the versions that they mean. */
  readonly packages: Record<string, string>
}

/**
 * A pipeline whose stages are the cells of a TypeScript notebook, wired by the names that they define and use. It gives what the
 * cells give when they run from top to bottom. Nothing of the notebook runs here.
 * @param folder where the project is to lie
 * @param path of the notebook
 * @throws E_NOTEBOOK, E_STAGE_READS with the number of the cell and the place in it
 */
export async function notebookProject(folder: string, name: string, path: string): Promise<NotebookProject> {
  const shown = basename(path)
  const { title, question, cells } = readNotebook(readFileSync(path, 'utf8'), shown)
  const parsed: ParsedCell[] = []
  // One after the other: the first mistake from the top is the one that is told.
  for (const cell of cells) parsed.push(await parseCell(cell, shown))
  const plan = planCells(parsed)
  const stages = plan.planned.filter(({ kind }) => kind === 'stage')
  if (stages.length === 0) {
    throw new MillraceError('E_NOTEBOOK', `${shown} has no cell that gives a value`, {
      hint: 'A cell becomes a stage when it defines something, or ends with an expression. The stages of a notebook that `millrace notebook` wrote are files already, where it shows them.',
    })
  }
  const folders = { notebook: dirname(resolve(path)), project: resolve(folder) }
  const texts = plan.planned.map((each) => [
    each.file,
    each.kind === 'stage' ? stageText(each, plan, folders) : libraryText(each, plan, folders),
  ])
  return {
    files: {
      'pipeline.yaml': pipelineText(name, shown, title, question, stages, folders),
      ...Object.fromEntries(texts),
    },
    packages: neededPackages(parsed, folders.notebook),
  }
}

function pipelineText(
  name: string,
  notebook: string,
  title: string | undefined,
  question: string | undefined,
  stages: readonly PlannedCell[],
  folders: CellFolders,
): string {
  const report = [
    ...(title === undefined ? [] : [`  title: ${JSON.stringify(title)}\n`]),
    ...(question === undefined ? [] : [`  question: ${JSON.stringify(question)}\n`]),
  ]
  const nodes = stages.map((stage) => {
    const wires = [...stage.uses.inputs].map((input) => {
      const from = stages.find((each) => each.outputs.some((output) => output.name === input && input !== each.shown))!
      return `${input}: ${from.name}.${input}`
    })
    const files = new Map(stage.files.map(({ port, path }) => [port, movedPath(path, folders)]))
    for (const [port, path] of files) wires.push(`${port}: ${JSON.stringify(path)}`)
    const wired = wires.length === 0 ? '' : `    in: { ${wires.join(', ')} }\n`
    return `  ${stage.name}:\n    use: ${stage.file}\n${wired}`
  })
  return `${schemaComment}
# Written by \`millrace init\` from the cells of ${notebook}. It is yours now: change what you like.
# A wire is \`stage.output\`: a stage reads what a cell above it defined. \`millrace notebook\` writes the cells again.
name: ${name}
seed: 42
${report.length === 0 ? '' : `\nreport:\n${report.join('')}`}
stages:
${nodes.join('\n')}`
}

/** A file beside the notebook, from the project's folder. */
function movedPath(path: string, { notebook, project }: CellFolders): string {
  return isAbsolute(path) ? path : movedSpecifier(path.startsWith('.') ? path : `./${path}`, notebook, project)
}

/** As a cell says, else as the notebook's folder has them installed. */
function neededPackages(cells: readonly ParsedCell[], folder: string): Record<string, string> {
  const packages = new Map<string, string>()
  for (const { specifier } of cells.flatMap(({ code }) => code.imports)) {
    const needed = neededPackage(specifier)
    if (needed === undefined || packages.has(needed.name)) continue
    packages.set(needed.name, needed.version ?? installedVersion(needed.name, folder))
  }
  return Object.fromEntries([...packages].sort())
}

function installedVersion(name: string, from: string): string {
  const folder = findPackage(name, from)
  if (folder === undefined) return '*'
  return `^${(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version}`
}
