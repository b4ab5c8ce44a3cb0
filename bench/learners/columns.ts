import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { BoostingClassifier, encodeModel } from '../../src/ml/index.ts'
import { openSession } from '../../src/table/session.ts'
import { Table } from '../../src/table/table.ts'

/**
 * What a fit of a Parquet table holds: `npx tsx bench/learners/columns.ts --rows 2000000`. Each way in a process of its
 * own, in turns: `matrix` reads all columns as doubles first, `columns` reads them one at a time into bins, and
 * `nothing` reads the labels alone. Prints the largest resident size, seconds, and the digest of the model.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000000' },
    columns: { type: 'string', default: '28' },
    rounds: { type: 'string', default: '20' },
    times: { type: 'string', default: '3' },
    way: { type: 'string' },
  },
})
const [rows, columns, rounds, times] = [values.rows, values.columns, values.rounds, values.times].map(Number) as [
  number,
  number,
  number,
  number,
]
const path = join(tmpdir(), `millrace-columns-${rows}x${columns}.parquet`)
const names = Array.from({ length: columns }, (_, j) => `f${j}`)

if (values.way === undefined) await compare()
else await train(values.way)

async function compare(): Promise<void> {
  if (!existsSync(path)) {
    const session = openSession()
    const drawn = names.map((name, j) => `hash(i * ${columns} + ${j}) / 18446744073709551616.0 AS ${name}`)
    const label = 'CAST(f0 + f1 * f2 - f3 > 0.1 AS INTEGER) AS label'
    await session.run(
      `COPY (SELECT *, ${label} FROM (SELECT ${drawn.join(', ')} FROM range(${rows}) t(i))) TO '${path}' (FORMAT parquet)`,
    )
    await session.close()
  }
  for (let time = 0; time < times; time++) {
    for (const way of ['nothing', 'matrix', 'columns']) {
      const own = ['--rows', rows, '--columns', columns, '--rounds', rounds, '--way', way].map(String)
      const script = fileURLToPath(import.meta.url)
      process.stdout.write(execFileSync(process.execPath, [...process.execArgv, script, ...own]))
    }
  }
}

async function train(way: string): Promise<void> {
  const table = Table.parquet(path)
  const { labels } = await table.matrix({ features: [], target: 'label' })
  const before = process.cpuUsage()
  const start = performance.now()
  const options = { seed: 1, nEstimators: rounds, threads: 2 }
  let digest = ''
  if (way !== 'nothing') {
    const features =
      way === 'matrix'
        ? (await table.matrix({ features: names })).features
        : await table.columnSource({ features: names })
    const model = await BoostingClassifier.fit(features, labels, options)
    const { createHash } = await import('node:crypto')
    digest = createHash('sha256').update(encodeModel(model.toParts())).digest('hex').slice(0, 12)
  }
  const { user, system } = process.cpuUsage(before)
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(
    `${way.padEnd(8)} ${peak} MB, ${seconds} s, ${((user + system) / 1e6).toFixed(1)} s of processors ${digest}`,
  )
}
