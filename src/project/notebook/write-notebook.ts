import { relative, sep } from 'node:path'
import type { LinkedStage } from '../../engine/link.ts'
import { selectStages } from '../../engine/select-stages.ts'
import type { MimeBundle } from '../api/mime-bundle.ts'
import type { Project } from '../open-project.ts'
import type { CellOfFile } from './cell/cells-of-file.ts'
import { cellId } from './cell-id.ts'
import { cellSources } from './cell-sources.ts'
import { codeCell } from './code-cell.ts'
import { markdownCell } from './markdown-cell.ts'
import type { CellRole, Notebook, NotebookCell } from './notebook.ts'
import { showCode } from './show-code.ts'
import { type ShownPipeline, showStage } from './show-stage.ts'
import { portsText, stageMarkdown } from './stage-markdown.ts'
import { valueLiteral } from './value-literal.ts'

export interface NotebookOptions {
  /** Stages to write, with what they read from; all when none is named. */
  readonly stages?: readonly string[]
  /** The pipeline as it shows itself. */
  readonly drawing: MimeBundle
  /** Absolute path of the folder in which the notebook is to lie: its kernel starts there. */
  readonly folder: string
}

/**
 * A pipeline as a notebook: a drawing, and for each stage what it is, its source, its parameters in a cell that runs it, and under
 * that what it gave last. The same pipeline and the same results give the same notebook: it holds no times.
 * @throws E_UNKNOWN_STAGE
 */
export async function writeNotebook(
  project: Project,
  shown: ShownPipeline,
  { stages = [], drawing, folder }: NotebookOptions,
): Promise<Notebook> {
  const { pipeline, paths } = project
  const groups = stagesByBase(project, new Set(selectStages(pipeline, { stages }).stages))
  const sources = await cellSources([...groups.values()].flat(), folder)
  const variable = freeVariable(sources.names)
  const cells: NotebookCell[] = [
    markdownCell('title', { role: 'title' }, titleText(project)),
    codeCell('open', { role: 'open' }, openText(variable, relative(folder, paths.pipeline)), [drawing]),
    ...(sources.imports === '' ? [] : [codeCell('imports', { role: 'imports' }, sources.imports)]),
  ]
  for (const [name, instances] of groups) {
    const source = sources.stages.get(name)
    const bundles = await showStage(shown, name)
    cells.push(
      ...(source?.libraries ?? []).flatMap((library) => sourceCells(library, { role: 'library' }, library.file)),
      ...(source === undefined ? [] : sourceCells(source.cell, { role: 'source', stage: name }, name)),
      markdownCell(
        cellId('stage', name),
        { role: 'stage', stage: name },
        source === undefined ? stageMarkdown(name, instances) : `\`${name}\`: ${portsText(instances[0]!)}`,
      ),
      codeCell(cellId('show', name), { role: 'show', stage: name }, showCode(variable, name, instances), bundles),
    )
  }
  return { nbformat: 4, nbformat_minor: 5, metadata: denoKernel, cells }
}

const denoKernel = {
  kernelspec: { name: 'deno', display_name: 'Deno', language: 'typescript' },
  language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/x.typescript' },
} as const

function titleText({ pipeline: { definition }, paths }: Project): string {
  const { title = definition.name, question } = definition.report
  return [
    `# ${title}`,
    ...(question === undefined ? [] : [question.trim()]),
    `Written by \`millrace notebook\` from \`${relative(paths.root, paths.pipeline)}\`. Under each stage lies what it gave last, and how it stood then. To run a cell is to bring its stage, and what it reads from, up to date. A parameter that you change in a cell holds for the cells that you run after it; the pipeline file and its lock stay as they are.`,
  ].join('\n\n')
}

/** The cell that a file came from, under the text that stood above it. */
function sourceCells({ heading, description, source }: CellOfFile, role: CellRole, about: string): NotebookCell[] {
  const text = [heading === undefined ? '' : `## ${heading}`, description].filter((part) => part !== '').join('\n\n')
  return [
    ...(text === '' ? [] : [markdownCell(cellId('text', about), { ...role, role: 'text' }, text)]),
    codeCell(cellId('source', about), role, source),
  ]
}

/** What the notebook calls its pipeline: no name that one of its cells has. */
function freeVariable(taken: ReadonlySet<string>): string {
  let name = 'pipeline'
  while (taken.has(name)) name += '_'
  return name
}

function openText(variable: string, path: string): string {
  return `import { openPipeline } from 'millrace'

const ${variable} = await openPipeline(${valueLiteral(path.split(sep).join('/'))})
await ${variable}.show()`
}

/** Stages as they are defined, where that is an order in which they can run; instances of a matrix together. */
function stagesByBase({ pipeline }: Project, selected: ReadonlySet<string>): Map<string, LinkedStage[]> {
  const { definition, graph, stages } = pipeline
  const defined = [...definition.stages.keys()]
  const place = new Map(defined.map((name, i) => [name, i]))
  const canRun = defined.every((name) =>
    graph.parents.get(name)!.every((parent) => place.get(parent)! < place.get(name)!),
  )
  const groups = new Map<string, LinkedStage[]>()
  for (const name of canRun ? defined : graph.order) {
    if (!selected.has(name)) continue
    const stage = stages.get(name)!
    groups.set(stage.node.base, [...(groups.get(stage.node.base) ?? []), stage])
  }
  return groups
}
