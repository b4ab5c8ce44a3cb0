import { isMillraceError } from '../../base/errors/millrace-error.ts'
import type { KindName } from '../../engine/contracts/port.ts'
import { openSession, Table } from '../../table/index.ts'
import { lookAtOutput } from '../api/look-at-output.ts'
import type { Project } from '../open-project.ts'
import { planProject } from '../plan-project.ts'
import { cellType, keyText, typeName } from './type-text.ts'

/** A pipeline as the text of a TypeScript module, and what of it is not known yet. */
export interface PipelineTypes {
  readonly text: string
  /** Name of the exported type. */
  readonly name: string
  /** Tables without a result, whose columns cannot be told: rows of any columns pass the compiler. */
  readonly unknown: readonly string[]
}

/**
 * Stages, outputs and columns of a pipeline as a type for `openPipeline`: names and kinds come from what the stages declare,
 * columns from the tables as they were last stored. Nothing runs; the same pipeline and results give the same text.
 */
export async function pipelineTypes(project: Project): Promise<PipelineTypes> {
  const { definition } = project.pipeline
  const plan = await planProject(project)
  const name = typeName(definition.name)
  const session = openSession()
  const unknown: string[] = []

  async function outputText(wire: string, kind: KindName): Promise<string> {
    if (kind !== 'table') return `{ readonly kind: '${kind}' }`
    try {
      const { path } = await lookAtOutput(project, wire, 'table')
      const columns = await Table.parquet(path, session).columns()
      const cells = columns.map((column) => `readonly ${keyText(column.name)}: ${cellType(column.type)}`)
      return `{ readonly kind: 'table'; readonly row: { ${cells.join('; ')} } }`
    } catch (error) {
      if (!isMillraceError(error)) throw error
      unknown.push(wire)
      return "{ readonly kind: 'table'; readonly row: object }"
    }
  }

  try {
    const stages: string[] = []
    for (const stage of plan.stages.keys()) {
      const outputs = Object.entries(plan.pipeline.stages.get(stage)!.manifest.outputs)
      const lines: string[] = []
      for (const [output, { kind }] of outputs) {
        lines.push(`    readonly ${keyText(output)}: ${await outputText(`${stage}.${output}`, kind)}\n`)
      }
      stages.push(`  readonly ${keyText(stage)}: {\n${lines.join('')}  }\n`)
    }
    const text = `/** Stages, outputs and columns of the pipeline ${definition.name}. Written by \`millrace types\`; do not edit. */\nexport type ${name} = {\n${stages.join('')}}\n`
    return { text, name, unknown }
  } finally {
    await session.close()
  }
}
