import { z } from 'millrace'

const name = z.string().min(1)

export const ingestParams = z
  .strictObject({
    format: z
      .enum(['auto', 'csv', 'json', 'parquet'])
      .default('auto')
      .describe('`auto`: by the ending of the file name.'),
    columns: z
      .union([z.record(name, name), z.array(name).min(1)])
      .optional()
      .describe(
        'Columns to take, `new: old`, all others are left out; with `header: false`, the names of all columns.',
      ),
    types: z
      .record(name, name)
      .default({})
      .describe('DuckDB types by (new) column name. Values that are not of it become NULL, are counted and listed.'),
    dateFormats: z
      .array(name)
      .min(1)
      .optional()
      .describe('Such as `dd/mm/yyyy`; default: ISO, and for CSV also dd/mm/yyyy and dd/mm/yy, mixed at will.'),
    nullTokens: z
      .array(z.string())
      .optional()
      .describe('Texts that mean a missing value; default for CSV: the empty one.'),
    header: z
      .union([z.literal('auto'), z.boolean()])
      .default('auto')
      .describe('Whether CSV files begin with names; `auto` refuses a first line that looks like data.'),
    skipLines: z.int().min(0).default(0).describe('Lines to pass over at the beginning of each CSV file.'),
    encoding: z.enum(['auto', 'utf-8', 'latin-1']).default('auto').describe('Of CSV files.'),
    delimiter: z.string().min(1).optional().describe('Of CSV fields; default: found out.'),
    trim: z.boolean().default(false).describe('Whether spaces around CSV fields are removed.'),
    sourceColumn: name.optional().describe('A column of this name says which CSV file a row came from.'),
    records: name.optional().describe('The field of a JSON document that holds the records, where it is an object.'),
    derive: z
      .record(name, name)
      .default({})
      .describe('SQL expressions over the (new) columns: a column of that name is replaced, else one is added.'),
    where: name.optional().describe('SQL condition on the renamed columns: the rows to keep.'),
    orderBy: name.optional().describe('SQL list by which the rows are ordered; default: as they stand in the files.'),
  })
  .refine(({ columns, header }) => !Array.isArray(columns) || header === false, {
    message: 'a list of names is for files without a header: set `header: false`, or write `new: old`',
    path: ['columns'],
  })

export type IngestParams = z.output<typeof ingestParams>
