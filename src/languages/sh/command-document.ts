import type { CommandOutput } from '../../engine/definition/definition.ts'

/** What the worker loads to run a command: the executable of this language, as JSON. */
export interface CommandDocument {
  readonly text: string
  readonly outputs: Readonly<Record<string, CommandOutput>>
  /** Inputs that are patterns, as `port` or `port.label`: they arrive as folders, also while one file matches. */
  readonly folders: readonly string[]
  /** Labels that the pipeline file itself gives, by port: each has a variable of its own. */
  readonly labels: Readonly<Record<string, readonly string[]>>
}
