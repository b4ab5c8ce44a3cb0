/**
 * CPU seconds of `contentDigest` over a Parquet file of 1,000,000 x 28 doubles, and of the parts it is made of.
 * `npx tsx bench/table/content-digest.ts [rows]`
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '../../src/base/random.ts'
import { contentDigest, openSession, Table, writeParquet } from '../../src/table/index.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
const path = join(folder, 'doubles.parquet')

async function measure(title: string, run: () => unknown): Promise<void> {
  const wall = performance.now()
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  const seconds = ((performance.now() - wall) / 1000).toFixed(2)
  console.log(`${title.padEnd(44)} wall ${seconds} s   cpu ${((user + system) / 1e6).toFixed(2)} s`)
}

const random = createRandom(1)
const columns: Record<string, Float64Array> = {}
for (let j = 0; j < 28; j++) columns[`f${j}`] = Float64Array.from({ length: rows }, () => random.next())

const session = openSession()
const table = Table.from(columns, {}, session)
await measure('typed arrays -> DuckDB', () => table.count())
await measure('DuckDB -> Parquet', () => writeParquet(table, path))
console.log(`file: ${(statSync(path).size / 1e6).toFixed(1)} MB`)
for (let i = 0; i < 3; i++) await measure('contentDigest(Parquet path)', () => contentDigest(path, session))
for (let i = 0; i < 2; i++) await measure('contentDigest(table in memory)', () => contentDigest(table))
await measure('SHA-256 of the same bytes alone', () => {
  const hash = createHash('sha256')
  for (const column of Object.values(columns)) hash.update(column)
  return hash.digest()
})
for (let i = 0; i < 2; i++) await measure('matrix()', () => Table.parquet(path, session).matrix())
const text = Table.parquet(path, session).sql("SELECT 'team number ' || CAST(floor(f0 * 30) AS INTEGER) AS t FROM self")
await measure('contentDigest(1 column of text)', () => contentDigest(text))
await session.close()
rmSync(folder, { recursive: true })
