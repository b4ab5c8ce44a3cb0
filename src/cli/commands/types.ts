import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Command } from 'commander'
import { pipelineTypes } from '../../project/types/pipeline-types.ts'
import { pipelineOption } from '../options.ts'
import { examples } from '../print/examples.ts'
import { withProject } from '../with-project.ts'

export function addTypes(program: Command): void {
  program
    .command('types')
    .description(
      'write stages, outputs and columns as a type, so that a misspelt name in a script is an error of the compiler',
    )
    .option('--print', 'write it to stdout and not beside the pipeline file')
    .addOption(pipelineOption())
    .addHelpText(
      'after',
      `${examples(
        ['millrace types', 'write pipeline.types.ts beside pipeline.yaml; run first, so that columns are known'],
        ['millrace types --print', 'the same on stdout'],
      )}

Then, in a script or a notebook:
  import { openPipeline } from 'millrace'
  import type { RealMadrid } from './pipeline.types.ts'
  const pipeline = await openPipeline<RealMadrid>()
  await pipeline.table('features.tabel').head()   an error of the compiler
`,
    )
    .action(async (flags: { print?: boolean; pipeline?: string }) => {
      await withProject({ pipeline: flags.pipeline }, async (project) => {
        const { text, name, unknown } = await pipelineTypes(project)
        if (flags.print) process.stdout.write(text)
        else {
          const path = project.paths.pipeline.replace(/(\.ya?ml)?$/, '.types.ts')
          writeFileSync(path, text)
          process.stderr.write(`${relative(process.cwd(), path)} holds the type ${name}.\n`)
        }
        if (unknown.length > 0)
          process.stderr.write(`Without a result, so that columns are not known: ${unknown.join(', ')}.\n`)
      })
    })
}
