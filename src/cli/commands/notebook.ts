import { relative } from 'node:path'
import type { Command } from 'commander'
import { pipelineOption } from '../options.ts'
import { examples } from '../print/examples.ts'

export function addNotebook(program: Command): void {
  program
    .command('notebook')
    .description('write the pipeline as a Jupyter notebook that shows what its stages gave, and runs them')
    .argument('[stages...]', 'stages to write, with what they read from; all when none is named')
    .option('-o, --output <file>', 'where to write it; default: pipeline.ipynb beside pipeline.yaml')
    .addOption(pipelineOption())
    .addHelpText(
      'after',
      `${examples(
        ['millrace notebook', 'every stage, with the results that are there'],
        ['millrace notebook evaluate -o notebooks/evaluate.ipynb', 'one stage and what it reads from'],
      )}

It runs nothing: run the pipeline first, so that there is something to show. In Jupyter it needs Deno's
kernel (docs/guides/notebooks.md). A cell shows one stage; run it with another parameter to try what that does:
  await pipeline.show('smote', { kNeighbors: 7 })
Written again, it replaces what it wrote, and nothing that you have added cells to.
A notebook of your own becomes a pipeline with the command init.
`,
    )
    .action(async (stages: string[], flags: { output?: string; pipeline?: string }) => {
      // Loaded late: no other command shows tables and charts.
      const { saveNotebook } = await import('../../project/notebook/save-notebook.ts')
      const { path, stale } = await saveNotebook({ stages, ...flags })
      process.stderr.write(`Wrote ${relative(process.cwd(), path)}\n`)
      if (stale.length > 0)
        process.stderr.write(`Stale, and shown as that: ${stale.join(', ')}. Bring them up to date with: millrace\n`)
    })
}
