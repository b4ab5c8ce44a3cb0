import { type Command, Option } from 'commander'
import { type GraphFormat, renderGraph } from '../../project/render-graph.ts'
import { pipelineOption } from '../options.ts'
import { examples } from '../print/examples.ts'
import { withProject } from '../with-project.ts'

export function addGraph(program: Command): void {
  program
    .command('graph')
    .description('the pipeline as a graph, on stdout')
    .addOption(
      new Option('--format <format>', 'how it is written').choices(['text', 'mermaid', 'dot', 'svg']).default('text'),
    )
    .addOption(pipelineOption())
    .addHelpText(
      'after',
      examples(
        ['millrace graph', 'stages and what they read, as text'],
        ['millrace graph --format mermaid', 'for a README'],
        ['millrace graph --format svg > graph.svg', 'as a picture'],
      ),
    )
    .action(async (flags: { format: GraphFormat; pipeline?: string }) => {
      await withProject({ pipeline: flags.pipeline }, async (project) => {
        process.stdout.write(renderGraph(project, flags.format))
      })
    })
}
