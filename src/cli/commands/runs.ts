import type { Command } from 'commander'
import { pipelineRuns } from '../../project/history/pipeline-runs.ts'
import type { Run } from '../../project/history/run-record.ts'
import { pipelineOption } from '../options.ts'
import { parseCount } from '../parse-count.ts'
import { examples } from '../print/examples.ts'
import { formatSeconds } from '../print/format.ts'
import { textTable } from '../print/text-table.ts'

export function addRuns(program: Command): void {
  program
    .command('runs')
    .description('the history of this pipeline, newest first, on stdout')
    .option('-n, --limit <n>', 'at most so many; 0 is all', parseCount, 20)
    .addOption(pipelineOption())
    .option('--json', 'one line a run on stdout, with stages, outputs and metrics')
    .addHelpText(
      'after',
      examples(
        ['millrace runs', 'the last 20, newest first'],
        ['millrace runs --limit 0 --json', 'all of them, with stages, outputs and metrics'],
      ),
    )
    .action((flags: { limit: number; pipeline?: string; json?: boolean }) => {
      const { runs } = pipelineRuns(flags.pipeline)
      const shown = flags.limit === 0 ? runs : runs.slice(0, flags.limit)
      if (flags.json) {
        for (const { evidence: _, ...run } of shown)
          process.stdout.write(`${JSON.stringify({ type: 'run', ...run })}\n`)
        return
      }
      if (runs.length === 0) {
        process.stderr.write('No run is recorded yet.\n')
        return
      }
      const withCommit = shown.some(({ commit }) => commit !== undefined)
      const head = ['id', 'when', 'result', 'ran', 'reused', 'failed', 'time', ...(withCommit ? ['commit'] : []), 'set']
      process.stdout.write(textTable([head, ...shown.map((run) => cells(run, withCommit))], [3, 4, 5, 6]))
      const left = runs.length - shown.length
      if (left > 0) process.stderr.write(`${left} older ones: --limit 0 shows all.\n`)
    })
}

/** A commit that does not hold all that ran is marked with a plus, as `describe` marks a dirty tree. */
function cells(run: Run, withCommit: boolean): string[] {
  const set = Object.entries(run.overrides).map(([path, value]) => `${path}=${JSON.stringify(value)}`)
  return [
    run.id,
    run.startedAt.slice(0, 19).replace('T', ' '),
    run.ok === undefined ? 'unknown' : run.interrupted ? 'stopped' : run.ok ? 'ok' : 'failed',
    String(run.ran),
    String(run.reused),
    String(run.failed),
    run.seconds === undefined ? '' : formatSeconds(run.seconds),
    ...(withCommit ? [`${run.commit?.slice(0, 8) ?? ''}${run.dirty ? '+' : ''}`] : []),
    set.join(' '),
  ]
}
