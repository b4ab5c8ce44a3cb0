import type { KindName } from '../../engine/contracts/port.ts'
import { displayFile } from '../api/display/display-file.ts'
import { displayStage } from '../api/display/display-stage.ts'
import { displaySymbol, type MimeBundle } from '../api/mime-bundle.ts'
import type { PipelineStage } from '../api/pipeline-stage.ts'
import { limitBundle } from './limit-bundle.ts'

/** Of an open pipeline, what showing a stage needs. */
export interface ShownPipeline {
  stages(): Promise<readonly PipelineStage[]>
  table(wire: string): Displayed
  model(wire: string): Displayed
  json(wire: string): Promise<Displayed>
  figure(wire: string): Promise<Displayed>
}

interface Displayed {
  [displaySymbol](): Promise<MimeBundle>
}

/** Of instances that a matrix or a fan made, as many are shown whole. */
const mostInstances = 3

/**
 * A stage as a notebook shows it: how it stands, then each of its outputs as it shows itself. What a cell shows when it is run and
 * what a written notebook holds under it come from here, so that both look the same.
 * @param name a stage, or what all instances of a matrix or a fan share
 */
export async function showStage(pipeline: ShownPipeline, name: string): Promise<readonly MimeBundle[]> {
  const all = await pipeline.stages()
  const shown = all.filter(({ stage }) => stage === name || stage.startsWith(`${name}[`))
  const bundles: MimeBundle[] = []
  for (const stage of shown.slice(0, mostInstances)) {
    bundles.push(displayStage(stage))
    for (const [output, kind] of Object.entries(stage.outputs)) {
      const bundle = await showOutput(pipeline, `${stage.stage}.${output}`, kind)
      if (bundle !== undefined) bundles.push(limitBundle(bundle))
    }
  }
  const left = shown.slice(mostInstances)
  if (left.length > 0) bundles.push(leftOut(name, left))
  return bundles
}

/** Undefined where there is no result yet: how the stage stands says why. */
async function showOutput(pipeline: ShownPipeline, wire: string, kind: KindName): Promise<MimeBundle | undefined> {
  try {
    if (kind === 'file') return displayFile(wire)
    const value = kind === 'table' || kind === 'model' ? pipeline[kind](wire) : await pipeline[kind](wire)
    return await value[displaySymbol]()
  } catch (error) {
    if ((error as { code?: unknown }).code === 'E_NEVER_RUN') return undefined
    throw error
  }
}

function leftOut(name: string, left: readonly PipelineStage[]): MimeBundle {
  const names = left.map(({ stage }) => stage)
  const some = names.slice(0, 5).join(', ')
  const text = `Not shown: ${left.length} more instances of ${name}: ${some}${names.length > 5 ? ', …' : ''}`
  return { 'text/plain': text }
}
