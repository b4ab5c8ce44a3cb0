import { relative } from 'node:path'
import type { Command } from 'commander'
import { writeReport } from '../../project/write-report.ts'
import { withProject } from '../with-project.ts'

export function addReport(program: Command): void {
  program
    .command('report')
    .description('write the report from the results that there are, without running anything')
    .option('-p, --pipeline <file>', 'the pipeline file; default: pipeline.yaml here')
    .action(async (flags: { pipeline?: string }) => {
      await withProject({ pipeline: flags.pipeline }, async (project) => {
        process.stderr.write(`Report: ${relative(process.cwd(), await writeReport(project))}\n`)
      })
    })
}
