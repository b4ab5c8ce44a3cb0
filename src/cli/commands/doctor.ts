import type { Command } from 'commander'
import { examineProject } from '../../project/doctor/examine-project.ts'
import type { CommandContext } from '../command-context.ts'
import { pipelineOption } from '../options.ts'
import { colors } from '../print/colors.ts'
import { examples } from '../print/examples.ts'
import { plural } from '../print/format.ts'

const marks = {
  ok: colors.green('ok     '),
  warning: colors.yellow('warning'),
  wrong: colors.red('wrong  '),
}

export function addDoctor(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('what is wrong with this project, and what to do; exit code 1 when something is')
    .addOption(pipelineOption())
    .option('--json', 'one line a check on stdout')
    .addHelpText(
      'after',
      examples(
        ['millrace doctor', 'Node, DuckDB, store, disk, pipeline, lock file and stages'],
        ['millrace doctor --json', 'one line a check, for a script'],
      ),
    )
    .action(async (flags: { pipeline?: string; json?: boolean }) => {
      const checks = await examineProject(flags.pipeline)
      const count = (state: string) => checks.filter((check) => check.state === state).length
      const [warnings, wrong] = [count('warning'), count('wrong')]
      for (const check of checks) {
        const { name, state, message, hint } = check
        if (flags.json) process.stdout.write(`${JSON.stringify({ type: 'check', ...check })}\n`)
        else
          process.stderr.write(
            `${marks[state]}  ${name.padEnd(11)}  ${message}${hint === undefined ? '' : `. ${hint}`}\n`,
          )
      }
      if (flags.json) {
        process.stdout.write(`${JSON.stringify({ type: 'doctor-finished', checks: checks.length, warnings, wrong })}\n`)
      } else {
        process.stderr.write(
          wrong > 0
            ? `${plural(wrong, 'thing')} wrong${warnings > 0 ? `, ${plural(warnings, 'warning')}` : ''}.\n`
            : `Nothing is wrong${warnings > 0 ? `; ${plural(warnings, 'warning')}` : ''}.\n`,
        )
      }
      context.exitCode = wrong > 0 ? 1 : 0
    })
}
