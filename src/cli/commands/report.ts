import { relative } from 'node:path'
import type { Command } from 'commander'
import { writeOverview } from '../../project/overview/write-overview.ts'
import { writeReport } from '../../project/write-report.ts'
import { pipelineOption } from '../options.ts'
import { examples } from '../print/examples.ts'
import { withProject } from '../with-project.ts'

export function addReport(program: Command): void {
  program
    .command('report')
    .description('write the report and the list of pipelines from the results that there are, without running anything')
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
        const report = await writeReport(project)
        const index = await writeOverview(project.paths.root, project.store)
        process.stderr.write(`Report: ${relative(process.cwd(), report)}\n`)
        process.stderr.write(`All pipelines: ${relative(process.cwd(), index)}\n`)
      })
    })
}
