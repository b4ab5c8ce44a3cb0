import type { Command } from 'commander'
import { notReproducibleHint, type Verification, verifyProject } from '../../project/verify-project.ts'
import type { CommandContext } from '../command-context.ts'
import { interruptSignal } from '../interrupt-signal.ts'
import { pipelineOption } from '../options.ts'
import { parseJobs } from '../parse-jobs.ts'
import { colors } from '../print/colors.ts'
import { examples } from '../print/examples.ts'
import { plural } from '../print/format.ts'
import { withProject } from '../with-project.ts'

export function addVerify(program: Command, context: CommandContext): void {
  program
    .command('verify')
    .description(
      'run again from scratch in a store of its own and compare every artifact; exit code 1 when one differs',
    )
    .argument('[stages...]', 'stages to verify, with what they read from; all when none is named')
    .option('-j, --jobs <n>', 'stages at once; default: one a core', parseJobs)
    .addOption(pipelineOption())
    .option('--json', 'one line an artifact on stdout')
    .addHelpText(
      'after',
      examples(
        ['millrace verify', 'everything again, compared byte by byte'],
        ['millrace verify train', 'train and what it reads from'],
        ['millrace verify --json', 'one line an artifact, for a script'],
      ),
    )
    .action(async (stages: string[], flags: { jobs?: number; pipeline?: string; json?: boolean }) => {
      await withProject({ pipeline: flags.pipeline }, async (project) => {
        const print = (text: string) => flags.json || process.stderr.write(text)
        const verifications = await verifyProject(project, {
          stages,
          jobs: flags.jobs,
          signal: interruptSignal(),
          emit: (event) => {
            if (event.type === 'stage-finished') print(colors.dim(`  ran ${event.stage} again\n`))
          },
        })
        for (const each of verifications) {
          if (flags.json) process.stdout.write(`${JSON.stringify({ type: 'artifact-verified', ...each })}\n`)
          else if (each.equal !== 'bytes') print(describe(each))
        }
        const identical = verifications.filter(({ equal }) => equal === 'bytes').length
        const different = verifications.filter(({ equal }) => equal === 'different').length
        const same = verifications.length - identical - different
        const rest = same > 0 ? `, ${same} with other bytes but the same content` : ''
        print(
          `${identical} of ${plural(verifications.length, 'artifact')} byte-identical${rest}${different > 0 ? `, ${different} different` : ''}.\n`,
        )
        if (different > 0) print(`${notReproducibleHint}\n`)
        if (flags.json)
          process.stdout.write(
            `${JSON.stringify({ type: 'verify-finished', identical, sameContent: same, different })}\n`,
          )
        context.exitCode = different > 0 ? 1 : 0
      })
    })
}

function describe({ stage, output, equal, difference, inherited }: Verification): string {
  const name = `${stage}.${output}`
  if (equal === 'content') return `${colors.yellow('◐')} ${name}: other bytes, same content\n`
  const from = inherited ? ' (an input differed already)' : ''
  return `${colors.red('✕')} E_NOT_REPRODUCIBLE ${name}: ${difference ?? 'the content differs'}${from}\n`
}
