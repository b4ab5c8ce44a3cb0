import { currentSession } from '../current-session.ts'
import { sqlName } from '../quote.ts'
import type { Session } from '../session.ts'
import { Table } from '../table.ts'
import { type Ingested, Rejects } from './ingested.ts'

/** A Parquet file, with the same account as the readers of text give. @throws E_FILE_NOT_FOUND; E_INPUT_FORMAT */
export async function readParquetFile(path: string, session: Session = currentSession()): Promise<Ingested> {
  const table = Table.parquet(path, session)
  const columns = await table.columns()
  const { name } = await table.relation()
  const counts = ['count(*)', ...columns.map((column) => `count(*) - count(${sqlName(column.name)})`)].join(', ')
  const [rows, ...nulls] = (await session.all(`SELECT ${counts} FROM ${name}`))[0]!.map(Number)
  return {
    table,
    columns: columns.map((column, j) => ({ ...column, from: 'declared', unparsed: 0, nulls: nulls[j]! })),
    rejects: new Rejects().table(session),
    counts: { files: 1, rows: rows!, blankRows: 0, raggedRows: 0, unparsedValues: 0 },
    notes: [],
  }
}
