import type { FileValue, Findings, Ingested } from 'millrace'
import type { TableFigure } from 'millrace/report'

const count = (n: number, noun: string) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`

/** How many rows came, how many were kept, and what was wrong with the others. */
export function summaryFigure({ counts }: Ingested, kept: number, where: string | undefined): TableFigure {
  const { files, rows, blankRows, raggedRows, unparsedValues } = counts
  return {
    type: 'table',
    title: `${count(kept, 'row')} of ${rows.toLocaleString('en')} ${where === undefined ? 'were read' : 'were kept'}`,
    subtitle: where === undefined ? count(files, 'file') : `${count(files, 'file')}; where ${where}`,
    description: `${count(raggedRows, 'ragged row')}, ${count(blankRows, 'blank row')}, ${count(unparsedValues, 'value')} not of the declared type.`,
    columns: [
      { label: 'what' },
      { label: 'number', align: 'right', digits: 0 },
      { label: 'what became of it', align: 'left' },
    ],
    rows: [
      ['files', files, 'read'],
      ['rows', rows, 'read'],
      ['rows kept', kept, where === undefined ? 'all: there is no `where`' : 'those for which `where` holds'],
      ['blank rows', blankRows, 'left out: every field is empty'],
      ['ragged rows', raggedRows, 'kept, padded or cut to the header; listed in `rejects`'],
      ['unparsed values', unparsedValues, 'NULL; listed in `rejects`'],
    ],
  }
}

/** The same as sentences; what a reader should not miss is a warning. */
export function ingestFindings(source: FileValue, { counts, columns, notes }: Ingested, kept: number): Findings {
  const { raggedRows, unparsedValues, rows } = counts
  const [first] = source.files
  const from = source.files.length === 1 ? (first?.name ?? '') : count(source.files.length, 'file')
  const unparsed = columns.filter((column) => column.unparsed > 0)
  const warnings = [
    ...(raggedRows > 0
      ? [`${count(raggedRows, 'row')} of ${from} do not have as many fields as the header: padded or cut, and listed.`]
      : []),
    ...(unparsedValues > 0
      ? [
          `${count(unparsedValues, 'value')} of ${from} are not of the declared type and became NULL: ${unparsed.map((column) => `${column.unparsed} in ${column.name}`).join(', ')}.`,
        ]
      : []),
  ]
  return {
    headline: `${count(kept, 'row')} of ${rows.toLocaleString('en')} from ${from}.`,
    statements: notes,
    warnings,
  }
}
