import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Executed, executeNotebook, type Kernel } from './execute-notebook.ts'
import { shownAs, writeNotebook } from './notebook.ts'

const files = {
  'package.json': '{ "type": "module" }\n',
  'sales.csv': 'day,sold\n2026-01-01,3\n2026-01-02,5\n',
  'pipeline.yaml': `name: sales
stages:
  read: { use: millrace/stages/ingest, in: { source: sales.csv } }
  total: { use: total.sql, in: { sales: read.table } }
`,
  'total.sql': 'SELECT sum(sold) AS sold FROM sales\n',
}

const cells = [
  `import { openPipeline } from 'millrace'
const pipeline = await openPipeline()
await pipeline.run()
const first = await pipeline.table('total.table').head()
first`,
  `Deno.writeTextFileSync('sales.csv', 'day,sold\\n2026-01-01,3\\n2026-01-02,50\\n')
await pipeline.table('total.table').head()`,
  `await pipeline.run()
await pipeline.table('total.table').head()`,
  // What was read before is not what the stage gives now.
  'first',
]

/**
 * A notebook reads a table, a file above it changes, it reads again: what it shows then is the old value, and says "stale" and
 * why. After a run it shows the new value and does not say it; the value of before says that it was replaced.
 */
export async function executeStaleNotebook(folder: string, repository: string, kernel: Kernel): Promise<Executed> {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  symlinkSync(repository, join(folder, 'node_modules', 'millrace'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const path = join(folder, 'stale.ipynb')
  writeNotebook(path, cells)
  const executed = await executeNotebook('stale (generated)', { path, copy: path, folder }, kernel)
  if (executed.error !== undefined) return executed
  const shown = executed.notebook.cells.map((cell) => shownAs('text/html', [cell]).at(-1) ?? '')
  const problems = [
    expected('the first reading', shown[0]!, { holds: ['>8<'], lacks: ['stale</b>'] }),
    expected('the second reading', shown[1]!, { holds: ['>8<', 'stale</b>', 'sales.csv'] }),
    expected('the reading after a run', shown[2]!, { holds: ['>53<'], lacks: ['stale</b>'] }),
    expected('the first reading, shown again', shown[3]!, { holds: ['stale</b>', 'another result since'] }),
  ].flat()
  return problems.length === 0 ? executed : { ...executed, error: problems.join('\n') }
}

function expected(
  what: string,
  html: string,
  { holds, lacks = [] }: { readonly holds: readonly string[]; readonly lacks?: readonly string[] },
): string[] {
  const text = html.replace(/<style>[\s\S]*?<\/style>/g, '')
  return [
    ...holds.filter((part) => !text.includes(part)).map((part) => `${what} does not show "${part}": ${text}`),
    ...lacks.filter((part) => text.includes(part)).map((part) => `${what} shows "${part}": ${text}`),
  ]
}
