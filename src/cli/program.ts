import { Command, CommanderError } from 'commander'
import { toErrorDocument } from '../base/errors/to-error-document.ts'
import { packageVersion } from '../base/package-root.ts'
import { argumentError } from './argument-error.ts'
import type { CommandContext } from './command-context.ts'
import { addClean } from './commands/clean.ts'
import { addCompletion } from './commands/completion.ts'
import { addDiff } from './commands/diff.ts'
import { addDoctor } from './commands/doctor.ts'
import { addExplain } from './commands/explain.ts'
import { addGc } from './commands/gc.ts'
import { addGraph } from './commands/graph.ts'
import { addInit } from './commands/init.ts'
import { addNotebook } from './commands/notebook.ts'
import { addReport } from './commands/report.ts'
import { addRun } from './commands/run.ts'
import { addRuns } from './commands/runs.ts'
import { addStatus } from './commands/status.ts'
import { addTypes } from './commands/types.ts'
import { addVerify } from './commands/verify.ts'
import { exitCodeFor } from './exit-code.ts'
import { listenForInterrupts } from './interrupt-signal.ts'
import { formatError } from './print/print-error.ts'

/** All commands with their flags. Nothing runs: `context` is told the exit code when one is parsed. */
export function buildProgram(context: CommandContext): Command {
  const program = new Command('millrace')
    .description('Reproducible pipelines: stages in TypeScript and SQL, cached by content, judged in a report.')
    .version(packageVersion())
    .showSuggestionAfterError()
    .exitOverride()
    // What commander refuses is told as every other error is.
    .configureOutput({ outputError: () => {} })
    .addHelpText('after', examples)
  addRun(program, context)
  addStatus(program, context)
  addExplain(program, context)
  addGraph(program)
  addVerify(program, context)
  addReport(program)
  addClean(program)
  addGc(program)
  addDoctor(program, context)
  addRuns(program)
  addDiff(program)
  addInit(program)
  addTypes(program)
  addNotebook(program)
  addCompletion(program)
  return program
}

export async function runProgram(argv: readonly string[]): Promise<number> {
  const context: CommandContext = { exitCode: 0 }
  listenForInterrupts()
  try {
    await buildProgram(context).parseAsync([...argv], { from: 'user' })
    return context.exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const document = toErrorDocument(error instanceof CommanderError ? argumentError(error) : error)
    process.stderr.write(formatError(document))
    if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ type: 'error', error: document })}\n`)
    return exitCodeFor(document.code)
  }
}

const examples = `
Examples:
  millrace                            run what is stale, then write the report
  millrace train                      only what train needs
  millrace --set smote.kNeighbors=7   try another parameter; the lock file stays
  millrace --dry-run                  say what would run, and why
  millrace explain train              why train is stale, input by input
  millrace verify                     run again from scratch and compare, byte by byte
`
