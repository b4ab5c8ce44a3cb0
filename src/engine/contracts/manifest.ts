import type { ReportSection } from '../../base/report-section.ts'
import type { PortManifest } from './port.ts'

/** What a stage file says about itself, as data: made in a worker, cached by the code's digest. */
export interface StageManifest {
  readonly inputs: Readonly<Record<string, PortManifest>>
  readonly outputs: Readonly<Record<string, PortManifest>>
  readonly random: boolean
  readonly volatile: boolean
  /** Where the report shows it, where the stage says so. */
  readonly section?: ReportSection
  /** JSON Schema of the parameters, for editors and for `--help`. */
  readonly paramsSchema: unknown
}

/** One thing wrong with the parameters of a stage. */
export interface ParamIssue {
  /** Keys and indices that lead to the value, as in the pipeline file. */
  readonly path: readonly (string | number)[]
  readonly message: string
  /** Names that would have been right, where the mistake is a name. */
  readonly known?: readonly string[]
}

export type ResolvedParams =
  | { readonly ok: true; readonly params: unknown }
  | { readonly ok: false; readonly issues: readonly ParamIssue[] }
