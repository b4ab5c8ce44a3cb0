import type { OpenOptions } from '../open-project.ts'
import type { Pipeline } from './pipeline.ts'
import type { AnyShape, PipelineShape } from './pipeline-shape.ts'

/**
 * Opens a pipeline to look at it, read from it and run it: the same functions as the command line's. Nothing runs.
 *
 * With the type that `millrace types` writes, a misspelt stage, output or column is an error of the compiler.
 *
 * @param path the pipeline file; default `pipeline.yaml` in this folder
 * @param options.set parameters to use instead of the file's, as `{ 'smote.kNeighbors': 7 }`; runs are trials then
 * @throws MillraceError with the place of the mistake: E_PIPELINE_NOT_FOUND, E_YAML_SYNTAX, E_DEFINITION, E_STAGE_FILE, …
 * @example
 * await using other = await openPipeline('pipeline.yaml', { set: { 'rows.count': 5 } })
 * for (const { stage, state, reasons } of await other.stages()) console.log(stage, state, reasons)
 */
export async function openPipeline<Shape extends AnyShape = PipelineShape>(
  path?: string,
  { set }: Pick<OpenOptions, 'set'> = {},
): Promise<Pipeline<Shape>> {
  // Loaded late: stage files import this package too, and must not pay for what only a notebook needs.
  const { Pipeline } = await import('./pipeline.ts')
  return Pipeline.open<Shape>({ pipeline: path, ...(set === undefined ? {} : { set }) })
}
