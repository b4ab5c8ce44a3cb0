import { existsSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Command } from 'commander'
import { LocalStore } from '../../engine/cache/local-store.ts'
import { readPipeline } from '../../engine/definition/read-pipeline.ts'
import { checkOwner } from '../../project/claim-artifacts.ts'
import { writeOverview } from '../../project/overview/write-overview.ts'
import { projectPaths } from '../../project/project-paths.ts'
import { readEnvFile } from '../../project/read-env-file.ts'
import { reportPaths } from '../../project/report-paths.ts'
import { pipelineOption } from '../options.ts'
import { examples } from '../print/examples.ts'

export function addClean(program: Command): void {
  program
    .command('clean')
    .description('remove artifacts and the report of this pipeline, never inputs')
    .option('--store', 'the store too: every stored result of every pipeline here')
    .option('--dry-run', 'say what would be removed')
    .addOption(pipelineOption())
    .addHelpText(
      'after',
      examples(
        ['millrace clean --dry-run', 'what would go'],
        ['millrace clean', 'artifacts and report; the next run restores them from the store'],
        ['millrace clean --store', 'every stored result too: the next run does all the work again'],
      ),
    )
    .action(async (flags: { store?: boolean; dryRun?: boolean; pipeline?: string }) => {
      const paths = projectPaths(flags.pipeline)
      const definition = readPipeline(paths.pipeline, readEnvFile(paths.env))
      checkOwner(paths, definition)
      const { name } = definition
      const { page, folder, index } = reportPaths(paths, name)
      const targets = [join(paths.root, 'artifacts', name), page, folder, ...(flags.store ? [paths.store] : [])]
      for (const target of targets.filter((path) => existsSync(path))) {
        if (!flags.dryRun) rmSync(target, { recursive: true, force: true })
        process.stderr.write(`${flags.dryRun ? 'Would remove' : 'Removed'} ${relative(process.cwd(), target)}\n`)
      }
      // The list of pipelines leads to no page that is gone.
      if (flags.dryRun || !existsSync(index)) return
      if (existsSync(paths.store)) await writeOverview(paths.root, new LocalStore(paths.store))
      else rmSync(index, { force: true })
    })
}
