import type { Command } from 'commander'
import { explainProject } from '../../project/explain-project.ts'
import type { CommandContext } from '../command-context.ts'
import { pipelineOption, setOption } from '../options.ts'
import { parseSet } from '../parse-set.ts'
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
    .action(async (stages: string[], flags: { pipeline?: string; json?: boolean; set: string[] }) => {
      await withProject({ pipeline: flags.pipeline, set: parseSet(flags.set) }, async (project) => {
        for (const explanation of await explainProject(project, stages)) {
          if (explanation.verdict.type !== 'reuse') context.exitCode = 1
          if (flags.json) process.stdout.write(`${JSON.stringify(explanationLine(explanation))}\n`)
          else process.stderr.write(explanationText(explanation))
        }
      })
    })
}
