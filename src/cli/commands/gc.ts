import { relative } from 'node:path'
import type { Command } from 'commander'
import { collectGarbage, type GcOutcome } from '../../project/gc/collect-garbage.ts'
import { itemKinds } from '../../project/gc/store-items.ts'
import { projectPaths } from '../../project/project-paths.ts'
import { pipelineOption } from '../options.ts'
import { parseCount } from '../parse-count.ts'
import { parseAge, parseSize } from '../parse-quantity.ts'
import { examples } from '../print/examples.ts'
import { plural } from '../print/format.ts'
import { textTable } from '../print/text-table.ts'

interface GcFlags {
  readonly keepRuns: number
  readonly olderThan?: number
  readonly maxSize?: number
  readonly yes?: boolean
  readonly pipeline?: string
  readonly json?: boolean
}

export function addGc(program: Command): void {
  program
    .command('gc')
    .description('what in the store no lock file and no recent run names; --yes removes it')
    .option('--keep-runs <n>', 'the newest runs of each pipeline that keep their results', parseCount, 10)
    .option('--older-than <age>', 'of it, only what is older: 12h, 30d', parseAge)
    .option('--max-size <size>', 'of it, the oldest, until the store is no larger: 500MB, 2GB', parseSize)
    .option('-y, --yes', 'remove it; without this it is only listed')
    .option('--dry-run', 'list it; this is the default')
    .addOption(pipelineOption())
    .option('--json', 'one line an item on stdout')
    .addHelpText(
      'after',
      examples(
        ['millrace gc', 'what nothing names any more, and how large it is'],
        ['millrace gc --older-than 30d --yes', 'remove what of it is older than 30 days'],
        ['millrace gc --max-size 2GB --yes', 'remove the oldest of it until the store is no larger'],
        ['millrace gc --keep-runs 3', 'what would go if only the last three runs counted'],
      ),
    )
    .action((flags: GcFlags & { dryRun?: boolean }) => {
      const remove = flags.yes === true && flags.dryRun !== true
      const outcome = collectGarbage(projectPaths(flags.pipeline), {
        keepRuns: flags.keepRuns,
        olderThanMs: flags.olderThan,
        maxBytes: flags.maxSize,
        remove,
      })
      if (flags.json) printJson(outcome, remove)
      else print(outcome, remove)
    })
}

function printJson({ items, freedBytes, keptBytes, busy }: GcOutcome, removed: boolean): void {
  const shown = items.map(({ kind, path, bytes, writtenAt }) => ({
    type: removed ? 'item-removed' : 'item-unreachable',
    kind,
    path: relative(process.cwd(), path),
    bytes,
    writtenAt: new Date(writtenAt).toISOString(),
  }))
  const last = { type: 'gc-finished', removed, items: items.length, freedBytes, keptBytes, ...(busy ? { busy } : {}) }
  process.stdout.write([...shown, last].map((line) => `${JSON.stringify(line)}\n`).join(''))
}

function print({ items, freedBytes, keptBytes, busy }: GcOutcome, removed: boolean): void {
  if (busy !== undefined) {
    process.stderr.write(`Process ${busy} is at work in this store, so results stay. Run gc again when it is done.\n`)
  }
  if (!removed && items.length > 0) {
    const rows = items.map(({ kind, path, bytes, writtenAt }) => [
      kind,
      size(bytes),
      new Date(writtenAt).toISOString().slice(0, 16).replace('T', ' '),
      relative(process.cwd(), path),
    ])
    process.stdout.write(textTable([['what', 'size', 'written', 'path'], ...rows], [1]))
  }
  const counts = itemKinds.flatMap((kind) => {
    const count = items.filter((item) => item.kind === kind).length
    return count > 0 ? [`${count} ${kind}`] : []
  })
  const what = counts.length > 0 ? ` (${counts.join(', ')})` : ''
  const verb = removed ? 'Removed' : 'Would remove'
  process.stderr.write(
    `${verb} ${plural(items.length, 'item')}${what}: ${size(freedBytes)}; ${size(keptBytes)} stay.${removed || items.length === 0 ? '' : ' --yes removes them.'}\n`,
  )
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [unit, factor] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9]
  return `${(bytes / (factor as number)).toFixed(1)} ${unit}`
}
