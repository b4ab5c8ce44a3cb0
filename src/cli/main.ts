import { nothingToDo } from './nothing-to-do.ts'

/**
 * The command line. Before anything heavy is loaded it asks whether there is anything to do at all.
 * @param argv the arguments, without Node and the script
 * @returns the exit code: 0 done, 1 a stage or check failed or something is stale, 2 the definition or the arguments are
 * wrong, 130 interrupted
 */
export async function main(argv: readonly string[]): Promise<number> {
  const quick = await nothingToDo(argv)
  if (quick !== undefined) return quick
  const { runProgram } = await import('./program.ts')
  return runProgram(argv)
}
