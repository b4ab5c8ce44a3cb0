import type { Overrides } from '../../engine/definition/override-params.ts'
import { showBundles } from '../api/display/show-bundles.ts'
import type { Project } from '../open-project.ts'
import { changedParams } from './changed-params.ts'
import { type ShownPipeline, showStage } from './show-stage.ts'

/** Of an open pipeline, what a cell that shows a stage needs. */
export interface CellPipeline extends ShownPipeline {
  with(set: Overrides): CellPipeline
  run(stage: string): Promise<{ orThrow(): unknown }>
  close(): Promise<void>
}

/**
 * What `Pipeline.show` does with a stage: runs it with the parameters of its cell and of the cells before, and shows it.
 * @param before parameters of cells before that are others than the file's, as `stage.param`
 * @returns these with the ones of this cell
 * @throws the error of the first stage that failed
 */
export async function showCell(
  pipeline: CellPipeline,
  project: Project,
  before: Overrides,
  stage: string,
  params: Readonly<Record<string, unknown>>,
): Promise<Overrides> {
  const others = Object.entries(before).filter(([path]) => !path.startsWith(`${stage}.`))
  const set = Object.fromEntries([...others, ...changedParams(project, stage, params)])
  const shown = Object.keys(set).length === 0 ? pipeline : pipeline.with(set)
  try {
    ;(await shown.run(stage)).orThrow()
    await showBundles(await showStage(shown, stage))
  } finally {
    if (shown !== pipeline) await shown.close()
  }
  return set
}
