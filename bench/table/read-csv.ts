/** Cells a second of `readCsv`, and of its splitter alone. `npx tsx bench/table/read-csv.ts [rows]` */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSession, readCsv } from '../../src/table/index.ts'
import { splitCsv } from '../../src/table/ingest/split-csv.ts'

const rows = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
const path = join(folder, 'cells.csv')
const kinds = [
  (i: number) => String(i),
  (i: number) => (i / 7).toFixed(3),
  (i: number) => `team ${i % 30}`,
  (i: number) => `${String((i % 28) + 1).padStart(2, '0')}/08/${i % 2 ? '13' : '2014'}`,
  (i: number) => (i % 5 === 0 ? '' : `"quoted, ${i % 9}"`),
]
const header = Array.from({ length: 20 }, (_, j) => `c${j}`).join(',')
const lines = Array.from({ length: rows }, (_, i) => Array.from({ length: 20 }, (_, j) => kinds[j % 5]!(i)).join(','))
const text = `${header}\n${lines.join('\n')}\n`
writeFileSync(path, text)
console.log(`${rows} rows x 20 cells, ${(text.length / 1e6).toFixed(0)} MB`)

async function measure(title: string, run: () => unknown): Promise<void> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  const seconds = (user + system) / 1e6
  console.log(`${title.padEnd(24)} cpu ${seconds.toFixed(2)} s   ${((rows * 20) / seconds / 1e6).toFixed(1)} M cells/s`)
}

for (let i = 0; i < 3; i++) await measure('splitCsv', () => splitCsv('', text, { delimiter: ',' }, () => true))
const session = openSession()
for (let i = 0; i < 3; i++) await measure('readCsv', () => readCsv([path], {}, session))
for (let i = 0; i < 2; i++) {
  await measure('readCsv into DuckDB', async () => (await readCsv([path], {}, session)).table.count())
}
console.log(`peak ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB`)
await session.close()
rmSync(folder, { recursive: true })
