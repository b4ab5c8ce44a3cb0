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
import { examples } from '../print/examples.ts'
import { printPlan } from '../print/print-plan.ts'
import { terminalPrinter } from '../print/terminal.ts'
import { runWatching } from '../run-watching.ts'
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
  readonly watch?: boolean
  readonly logs?: boolean
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
    .addOption(new Option('--dry-run', 'say what would run, and why; run nothing').conflicts(['watch', 'logs']))
    .option('-w, --watch', 'run, then again whenever something that it reads is changed; Ctrl-C ends')
    .option('--logs', 'show what stages print, also of results that are used again')
    .addOption(
      new Option(
        '--lineage <file>',
        'when the run has ended, write it as OpenLineage events, one a line, over what an earlier run left there',
      ).conflicts(['dryRun', 'watch']),
    )
    .addOption(pipelineOption())
    .option('--json', 'one event a line on stdout')
    .addHelpText(
      'after',
      examples(
        ['millrace', 'run what is stale, then write the report'],
        ['millrace train evaluate', 'only what these two need'],
        ['millrace --only evaluate', 'evaluate alone, with the model as it last was'],
        ['millrace --from split', 'split and everything below it'],
        ['millrace --set smote.kNeighbors=7', 'try another parameter; the lock file stays'],
        ['millrace --watch', 'run again after each save'],
        ['millrace --logs train', 'also what stages print, kept with results that are used again'],
        ['millrace --keep-going --jobs 4', 'do all that can be done, four stages at once'],
        ['millrace --dry-run --json', 'what would run and why, for a script'],
      ),
    )
    .action(async (stages: string[], flags: RunFlags, command: Command) => {
      const signal = flags.dryRun ? undefined : interruptSignal()
      const open = { pipeline: flags.pipeline, set: parseSet(flags.set) }
      const selection = {
        stages,
        only: flags.only ?? false,
        force: flags.force ?? false,
        ...(flags.from ? { from: flags.from } : {}),
      }
      const check = (project: Project) => {
        const [first] = command.parent?.args ?? []
        if (first === stages[0]) checkCommand(first, project, program.commands)
      }
      if (signal === undefined) {
        await withProject(open, async (project) => {
          check(project)
          printPlan((await planProject(project, selection)).stages, { json: flags.json ?? false, verb: 'would run' })
        })
        return
      }
      let parents: ReadonlyMap<string, readonly string[]> = new Map()
      const keepGoing = flags.keepGoing ?? false
      const options = {
        selection,
        jobs: flags.jobs,
        keepGoing,
        replayLogs: flags.logs ?? false,
        signal,
        arguments: process.argv.slice(2),
        emit: flags.json
          ? jsonPrinter
          : terminalPrinter({ parents: () => parents, logs: flags.logs ?? false, keepGoing }),
      }
      const onOpen = (project: Project) => {
        check(project)
        parents = project.pipeline.graph.parents
      }
      if (flags.watch) {
        await runWatching({ ...options, open, onOpen }, flags.json ?? false)
        context.exitCode = 130
        return
      }
      await withProject(open, async (project) => {
        onOpen(project)
        const events: RunEvent[] = []
        const summary = await runProject(project, {
          ...options,
          lineage: flags.lineage,
          emit: (event) => {
            events.push(event)
            options.emit(event)
          },
        })
        const request = snapshotRequest(process.argv.slice(2))
        if (request && !flags.force) writeSnapshot(project, request.key, summary, events)
        context.exitCode = signal.aborted ? 130 : summary.ok ? 0 : 1
      }).catch((error: unknown) => {
        // The terminal interrupts the compiler too, which then says that it cannot go on.
        if (!signal.aborted) throw error
        throw new MillraceError('E_INTERRUPTED', 'the run was interrupted before a stage was started', { cause: error })
      })
    })
}

/** A first word that is neither a command nor a stage may be either, misspelt. */
function checkCommand(word: string | undefined, project: Project, commands: readonly Command[]): void {
  const { graph, stages } = project.pipeline
  const order = [...new Set([...stages.values()].map(({ node }) => node.base)), ...graph.order]
  if (word === undefined || word.includes('[') || order.includes(word)) return
  throw new MillraceError('E_UNKNOWN_STAGE', `there is no command and no stage "${word}"`, {
    hint: didYouMean(word, [...commands.map((command) => command.name()), ...order]),
  })
}

function jsonPrinter(event: RunEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}
