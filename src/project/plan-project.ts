import type { Verdict } from '../engine/decide-stage.ts'
import { readBorderContents } from '../engine/inputs/border-contents.ts'
import { planStages } from '../engine/plan.ts'
import { type Selection, selectStages } from '../engine/select-stages.ts'
import type { Project } from './open-project.ts'

/** What a run would do, without doing it: for `status`, `explain` and `--dry-run`. */
export async function planProject(project: Project, selection: Selection = {}): Promise<Map<string, Verdict>> {
  const { definition, graph } = project.pipeline
  const { stages, forced } = selectStages(graph, selection)
  const border = await readBorderContents(definition, stages, project.store.digests, project.downloads)
  return planStages(project, stages, forced, border)
}
