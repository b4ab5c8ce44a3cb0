import type { Command } from 'commander'
import { isStale } from '../../engine/plan.ts'
import { explainProject } from '../../project/explain-project.ts'
import type { CommandContext } from '../command-context.ts'
import { pipelineOption, setOption } from '../options.ts'
import { parseSet } from '../parse-set.ts'
import { examples } from '../print/examples.ts'
import { mostListed, plural } from '../print/format.ts'
import { explanationLine, explanationText } from '../print/print-explanation.ts'
import { withProject } from '../with-project.ts'

export function addExplain(program: Command, context: CommandContext): void {
  program
    .command('explain')
    .description('why a stage is stale, down to the parameter, the file or the helper; exit code 1 when it is')
    .argument('[stages...]', 'stages to explain; all when none is named')
    .addOption(setOption('as if a parameter had this value'))
    .addOption(pipelineOption())
    .option('--json', 'one line a stage on stdout')
    .addHelpText(
      'after',
      examples(
        ['millrace explain train', 'which parameter, file, import, package or input is other than it was'],
        ['millrace explain', 'the same for every stage'],
        ['millrace explain train --set train.maxDepth=9', 'why it would run with another value'],
        ['millrace explain train --json', 'reasons as data, with import chains and digests'],
      ),
    )
    .action(async (stages: string[], flags: { pipeline?: string; json?: boolean; set: string[] }) => {
      await withProject({ pipeline: flags.pipeline, set: parseSet(flags.set) }, async (project) => {
        const explanations = await explainProject(project, stages)
        const fresh = explanations.filter(({ verdict }) => !isStale(verdict))
        if (fresh.length < explanations.length) context.exitCode = 1
        if (flags.json) {
          for (const each of explanations) process.stdout.write(`${JSON.stringify(explanationLine(each))}\n`)
          return
        }
        const hidden = stages.length === 0 && fresh.length > mostListed ? new Set(fresh) : new Set()
        for (const each of explanations) if (!hidden.has(each)) process.stderr.write(explanationText(each))
        if (hidden.size > 0) process.stderr.write(`${plural(hidden.size, 'stage')} up to date.\n`)
      })
    })
}
