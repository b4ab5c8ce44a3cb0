import { type Plan, planStages } from '../engine/plan.ts'
import { type Selection, selectStages } from '../engine/select-stages.ts'
import type { Project } from './open-project.ts'

/** What a run would do, without doing it: for `status`, `explain` and `--dry-run`. */
export async function planProject(project: Project, selection: Selection = {}): Promise<Plan> {
  return planStages(project, selectStages(project.pipeline, selection))
}
