import { join } from 'node:path'
import { writeAtomically } from '../../engine/cache/write-atomically.ts'
import type { Project } from '../open-project.ts'
import type { Evidence } from './evidence-schema.ts'

/**
 * Puts the evidence of a run into the history, and where people look: `artifacts/<pipeline>/run.json` is the newest run,
 * trials and failures too, since it is the newest run that the artifacts beside it come from.
 */
export function writeEvidence(project: Project, evidence: Evidence): void {
  writeAtomically(project.store.path('runs', `${evidence.id}.json`), JSON.stringify(evidence))
  writeAtomically(join(project.artifacts, evidence.pipeline, 'run.json'), `${JSON.stringify(evidence, null, 2)}\n`)
}
