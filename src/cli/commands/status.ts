import type { Command } from 'commander'
import { planProject } from '../../project/plan-project.ts'
import type { CommandContext } from '../command-context.ts'
import { pipelineOption, setOption } from '../options.ts'
import { parseSet } from '../parse-set.ts'
import { examples } from '../print/examples.ts'
import { printPlan } from '../print/print-plan.ts'
import { withProject } from '../with-project.ts'

export function addStatus(program: Command, context: CommandContext): void {
  program
    .command('status')
    .description('which stages are stale; exit code 1 when any is')
    .argument('[stages...]', 'stages to look at, with what they read from; all when none is named')
    .addOption(setOption('as if a parameter had this value'))
    .addOption(pipelineOption())
    .option('--json', 'one line a stage on stdout')
    .addHelpText(
      'after',
      examples(
        ['millrace status', 'every stage, and why it is stale'],
        ['millrace status train', 'train and what it reads from'],
        ['millrace status --set smote.kNeighbors=7', 'what another value would make stale'],
        ['millrace status --json', 'the same for a script; exit code 1 when something is stale'],
      ),
    )
    .action(async (stages: string[], flags: { pipeline?: string; json?: boolean; set: string[] }) => {
      await withProject({ pipeline: flags.pipeline, set: parseSet(flags.set) }, async (project) => {
        const stale = printPlan((await planProject(project, { stages })).stages, {
          json: flags.json ?? false,
          verb: 'is stale',
        })
        context.exitCode = stale > 0 ? 1 : 0
      })
    })
}
