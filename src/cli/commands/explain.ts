import type { Command } from 'commander'
import { describeReason } from '../../engine/describe-reason.ts'
import { selectStages } from '../../engine/select-stages.ts'
import { planProject } from '../../project/plan-project.ts'
import type { CommandContext } from '../command-context.ts'
import { pipelineOption, setOption } from '../options.ts'
import { parseSet } from '../parse-set.ts'
import { planLine } from '../print/plan-line.ts'
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
        const verdicts = await planProject(project, { stages })
        const asked = selectStages(project.pipeline.graph, { stages, only: true }).stages
        for (const name of asked) {
          const verdict = verdicts.get(name)!
          const reasons = verdict.type === 'reuse' ? [] : verdict.reasons
          if (verdict.type !== 'reuse') context.exitCode = 1
          if (flags.json) {
            process.stdout.write(`${JSON.stringify(planLine('stage-explained', name, verdict))}\n`)
            continue
          }
          const head =
            verdict.type === 'reuse'
              ? 'is up to date'
              : verdict.type === 'run'
                ? 'is stale'
                : `waits for ${verdict.on.join(', ')}`
          process.stderr.write(
            `${name} ${head}\n${reasons.map((reason) => `  - ${describeReason(reason)}\n`).join('')}`,
          )
        }
      })
    })
}
