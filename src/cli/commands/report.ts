import { relative } from 'node:path'
import type { Command } from 'commander'
import { writeReport } from '../../project/write-report.ts'
import { pipelineOption } from '../options.ts'
import { examples } from '../print/examples.ts'
import { withProject } from '../with-project.ts'

export function addReport(program: Command): void {
  program
    .command('report')
    .description('write the report from the results that there are, without running anything')
    .addOption(pipelineOption())
    .addHelpText(
      'after',
      examples(
        ['millrace report', 'write it anew from what is stored'],
        ['millrace report -p pipelines/co2/pipeline.yaml', 'of another pipeline'],
      ),
    )
    .action(async (flags: { pipeline?: string }) => {
      await withProject({ pipeline: flags.pipeline }, async (project) => {
        process.stderr.write(`Report: ${relative(process.cwd(), await writeReport(project))}\n`)
      })
    })
}
