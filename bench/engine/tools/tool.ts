import type { DagStage } from '../dag.ts'

export interface Command {
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** One program that can bring a DAG up to date, with the way to write a project for it. */
export interface Tool {
  readonly name: string
  readonly version: string
  /** Above this many stages it takes minutes, for a reason that is told in `name`. */
  readonly atMost?: number
  /** Writes a whole project into an empty folder. */
  write(folder: string, stages: readonly DagStage[]): void
  /** Brings everything up to date. */
  command(stages: readonly DagStage[], folder: string): Command
  /** Shell patterns below the project: everything that a run makes. */
  readonly made: readonly string[]
  /** Shell patterns of what a restore brings back from a store that is kept; absent when the tool has no store. */
  readonly outputs?: readonly string[]
  /** Where a run leaves the last stage's output, below the project. */
  result(stages: readonly DagStage[]): string
}
