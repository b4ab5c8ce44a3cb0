import { MillraceError } from '../base/errors/millrace-error.ts'
import { readCsv, type Table } from '../table/index.ts'

/**
 * A CSV file that a program wrote for a table: UTF-8, commas, names in the first line, ISO dates, nothing for a missing
 * value. A column is typed by all of its values, as `ingest` does; but nothing is mended, since it is not the world's file.
 * @throws E_INPUT_FORMAT with the first row that does not fit; E_CSV_QUOTE, E_CSV_HEADER, E_CSV_ENCODING, E_INPUT_EMPTY
 */
export async function readWrittenCsv(path: string): Promise<Table> {
  const { table, rejects, counts } = await readCsv([path], {
    delimiter: ',',
    header: true,
    encoding: 'utf-8',
    dateFormats: ['yyyy-mm-dd'],
  })
  if (counts.blankRows > 0) {
    throw new MillraceError('E_INPUT_FORMAT', `${counts.blankRows} of its rows are blank`, {
      hint: 'A table of one column with missing values is better written as Parquet.',
    })
  }
  const [first] = await rejects.head(1)
  if (first !== undefined) throw new MillraceError('E_INPUT_FORMAT', `line ${first.line}: ${first.reason}`)
  return table
}
