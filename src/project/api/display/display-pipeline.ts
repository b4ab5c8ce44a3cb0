import { notebookGraph } from '../../../report/notebook/notebook-graph.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import type { PipelineStage } from '../pipeline-stage.ts'

/** A pipeline as a drawing with the state of each stage, and as a list. */
export function displayPipeline(name: string, stages: readonly PipelineStage[]): MimeBundle {
  const edges = stages.flatMap(({ stage, reads }) => reads.map((from) => ({ from, to: stage })))
  const shown = stages.map(({ stage, state, reasons }) => ({ name: stage, state, reasons }))
  const width = Math.max(...stages.map(({ stage }) => stage.length), 4)
  const lines = stages.map(({ stage, state, reasons }) => {
    const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`
    return `${stage.padEnd(width)}  ${state}${why}`
  })
  return { 'image/svg+xml': notebookGraph(shown, edges), 'text/plain': [name, ...lines].join('\n') }
}
