import { join, relative } from 'node:path'
import type { Command } from 'commander'
import { initProject } from '../../project/init/init-project.ts'
import { examples } from '../print/examples.ts'

export function addInit(program: Command): void {
  program
    .command('init')
    .description(
      'a new project that runs; with --from, one that learns from a CSV file, or one made of the cells of a notebook',
    )
    .argument('[dir]', 'its folder', '.')
    .option(
      '--from <file>',
      'a CSV file to make a pipeline for, which stays where it is; or a TypeScript notebook (.ipynb)',
    )
    .option('--target <column>', 'the column of the CSV file to predict')
    .option('--json', 'one line a file on stdout')
    .addHelpText(
      'after',
      examples(
        ['millrace init my-project', 'a small project that runs'],
        ['millrace init shop --from sales.csv --target churned', 'one that learns to predict a column'],
        ['millrace init study --from study.ipynb', 'one whose stages are the cells of a notebook'],
      ),
    )
    .action(async (folder: string, flags: { from?: string; target?: string; json?: boolean }) => {
      const files = await initProject(folder, flags)
      for (const file of files) {
        const path = relative(process.cwd(), join(folder, file))
        if (flags.json) process.stdout.write(`${JSON.stringify({ type: 'file-written', path })}\n`)
        else process.stderr.write(`Wrote ${path}\n`)
      }
      if (flags.json) return
      const there = relative(process.cwd(), folder)
      const enter = there === '' ? '' : `cd ${/^[\w./-]+$/.test(there) ? there : `'${there}'`} && `
      process.stderr.write(`Next: ${enter}npm install && npx millrace\n`)
    })
}
