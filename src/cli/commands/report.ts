import { relative } from 'node:path'
import type { Command } from 'commander'
import { writeReport } from '../../project/write-report.ts'
import { pipelineOption } from '../options.ts'
import { withProject } from '../with-project.ts'

export function addReport(program: Command): void {
  program
    .command('report')
    .description('write the report from the results that there are, without running anything')
    .addOption(pipelineOption())
    .action(async (flags: { pipeline?: string }) => {
      await withProject({ pipeline: flags.pipeline }, async (project) => {
        process.stderr.write(`Report: ${relative(process.cwd(), await writeReport(project))}\n`)
      })
    })
}
