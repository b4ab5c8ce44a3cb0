import { type Command, Option } from 'commander'
import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { RunEvent } from '../../engine/events.ts'
import type { Project } from '../../project/open-project.ts'
import { planProject } from '../../project/plan-project.ts'
import { runProject } from '../../project/run-project.ts'
import { writeSnapshot } from '../../project/write-snapshot.ts'
import type { CommandContext } from '../command-context.ts'
import { interruptSignal } from '../interrupt-signal.ts'
import { pipelineOption, setOption } from '../options.ts'
import { parseJobs } from '../parse-jobs.ts'
import { parseSet } from '../parse-set.ts'
import { printPlan } from '../print/print-plan.ts'
import { terminalPrinter } from '../print/terminal.ts'
import { snapshotRequest } from '../snapshot-key.ts'
import { withProject } from '../with-project.ts'

interface RunFlags {
  readonly only?: boolean
  readonly from?: string
  readonly force?: boolean
  readonly set: readonly string[]
  readonly jobs?: number
  readonly keepGoing?: boolean
  readonly dryRun?: boolean
  readonly lineage?: string
  readonly pipeline?: string
  readonly json?: boolean
}

export function addRun(program: Command, context: CommandContext): void {
  program
    .command('run', { isDefault: true })
    .description('run what is stale, up to the named stages')
    .argument('[stages...]', 'stages to bring up to date; all when none is named')
    .option('--only', 'just the named stages; what they read from is taken as it last was')
    .option('--from <stage>', 'this stage and everything below it')
    .option('--force', 'run the named stages (or all) even when nothing has changed')
    .addOption(setOption('use another value for a parameter in this run'))
    .option('-j, --jobs <n>', 'stages at once; default: one a core', parseJobs)
    .option('-k, --keep-going', 'after a failure, go on with what does not depend on it')
    .option('--dry-run', 'say what would run, and why; run nothing')
    .addOption(
      new Option(
        '--lineage <file>',
        'when the run has ended, write it as OpenLineage events, one a line, over what an earlier run left there',
      ).conflicts('dryRun'),
    )
    .addOption(pipelineOption())
    .option('--json', 'one event a line on stdout')
    .action(async (stages: string[], flags: RunFlags, command: Command) => {
      const selection = {
        stages,
        only: flags.only ?? false,
        force: flags.force ?? false,
        ...(flags.from ? { from: flags.from } : {}),
      }
      await withProject({ pipeline: flags.pipeline, set: parseSet(flags.set) }, async (project) => {
        const [first] = command.parent?.args ?? []
        if (first === stages[0]) checkCommand(first, project, program.commands)
        if (flags.dryRun) {
          printPlan(await planProject(project, selection), { json: flags.json ?? false, verb: 'would run' })
          return
        }
        const events: RunEvent[] = []
        const print = flags.json ? jsonPrinter : terminalPrinter()
        const summary = await runProject(project, {
          selection,
          jobs: flags.jobs,
          keepGoing: flags.keepGoing ?? false,
          signal: interruptSignal(),
          arguments: process.argv.slice(2),
          lineage: flags.lineage,
          emit: (event) => {
            events.push(event)
            print(event)
          },
        })
        const request = snapshotRequest(process.argv.slice(2))
        if (request && !flags.force) writeSnapshot(project, request.key, summary, events)
        context.exitCode = summary.interrupted ? 130 : summary.ok ? 0 : 1
      })
    })
}

/** A first word that is neither a command nor a stage may be either, misspelt. */
function checkCommand(word: string | undefined, project: Project, commands: readonly Command[]): void {
  const { order } = project.pipeline.graph
  if (word === undefined || order.includes(word)) return
  throw new MillraceError('E_UNKNOWN_STAGE', `there is no command and no stage "${word}"`, {
    hint: didYouMean(word, [...commands.map((command) => command.name()), ...order]),
  })
}

function jsonPrinter(event: RunEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}
