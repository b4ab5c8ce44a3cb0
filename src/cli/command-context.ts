/** How a command says its exit code to `runProgram`. */
export interface CommandContext {
  exitCode: number
}
