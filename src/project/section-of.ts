import type { ReportSection } from '../base/report-section.ts'
import type { StageManifest } from '../engine/contracts/manifest.ts'

/**
 * The part of the report in which a stage stands: what it says of itself, else what its outputs suggest. Who gives a
 * model trains, who only gives numbers and pictures judges, and all else makes data: queries and commands above all.
 *
 * @example
 * sectionOf({ outputs: { table: { kind: 'table' } }, … }) // 'data'
 */
export function sectionOf({ section, outputs }: StageManifest): ReportSection {
  if (section !== undefined) return section
  const kinds = Object.values(outputs).map(({ kind }) => kind)
  if (kinds.includes('model')) return 'training'
  return kinds.includes('figure') && !kinds.includes('table') ? 'evaluation' : 'data'
}
