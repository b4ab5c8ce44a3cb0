import type { Command } from 'commander'
import { describeReason } from '../../engine/describe-reason.ts'
import { isStale, type Planned } from '../../engine/plan.ts'
import { selectStages } from '../../engine/select-stages.ts'
import { planProject } from '../../project/plan-project.ts'
import type { CommandContext } from '../command-context.ts'
import { pipelineOption, setOption } from '../options.ts'
import { parseSet } from '../parse-set.ts'
import { planLine, reasonsOf } from '../print/plan-line.ts'
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
        const plan = await planProject(project, { stages })
        const asked = selectStages(plan.pipeline, { stages, only: true }).stages
        for (const name of asked) {
          const verdict = plan.stages.get(name)!
          const reasons = reasonsOf(verdict)
          if (isStale(verdict)) context.exitCode = 1
          if (flags.json) {
            process.stdout.write(`${JSON.stringify(planLine('stage-explained', name, verdict))}\n`)
            continue
          }
          process.stderr.write(
            `${name} ${headOf(verdict)}\n${reasons.map((reason) => `  - ${describeReason(reason)}\n`).join('')}`,
          )
        }
      })
    })
}

function headOf(planned: Planned): string {
  switch (planned.type) {
    case 'reuse':
      return 'is up to date'
    case 'run':
      return 'is stale'
    case 'skip':
      return `is skipped: ${planned.because}`
    case 'fail':
      return `cannot run: ${planned.error.message}`
    case 'wait':
      return `waits for ${planned.on.join(', ')}`
  }
}
