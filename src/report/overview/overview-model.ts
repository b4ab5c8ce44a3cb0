/** What the page over all pipelines of a project shows. */
export interface OverviewModel {
  /** The project, as its package calls itself. */
  readonly project: string
  /** The pipeline that ran last first. */
  readonly pipelines: readonly PipelineOverview[]
}

export interface PipelineOverview {
  readonly name: string
  /** The pipeline file, from the root of the project. */
  readonly file?: string
  readonly title?: string
  readonly question?: string
  /** The answer in one sentence. */
  readonly headline?: string
  readonly warnings: readonly string[]
  /** The report, as an address from this page; absent where there is none now. */
  readonly report?: string
  readonly modelCards: readonly PageLink[]
  readonly comparisons: readonly PageLink[]
  /** Newest first. */
  readonly runs: readonly RunOverview[]
  /** The command that writes the report, or that compares the last two runs, without its own words. */
  readonly command: string
}

export interface PageLink {
  readonly label: string
  readonly address: string
}

export interface RunOverview {
  readonly id: string
  /** ISO 8601 in UTC. */
  readonly startedAt: string
  readonly seconds?: number
  readonly result: 'ok' | 'failed' | 'stopped' | 'unknown'
  readonly ran: number
  readonly reused: number
  readonly failed: number
  readonly commit?: string
  readonly dirty?: boolean
  /** `stage.param=value` of a trial. */
  readonly set: readonly string[]
}
