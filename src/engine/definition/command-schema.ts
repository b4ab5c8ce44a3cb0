import { z } from 'zod'

const kind = z.enum(['table', 'model', 'json', 'figure', 'file'], {
  error: 'a command gives a table, model, json, figure or file',
})

const output = z
  .strictObject({
    kind,
    format: z.enum(['csv']).optional().describe('For a table: the command writes CSV and not Parquet.'),
    extension: z
      .string()
      .regex(/^\.[A-Za-z0-9][A-Za-z0-9._-]*$/, 'write an extension with its dot, as .txt')
      .optional()
      .describe('For a file: its extension, with the dot. Default `.bin`.'),
    tag: z.string().min(1).optional().describe('Provenance of the rows of a table, such as `train`.'),
    tagFrom: z
      .string()
      .min(1)
      .optional()
      .describe('The input whose tag a table has. Default: the tag that all inputs share.'),
  })
  .describe('An output of a command.')

/** The fields of a stage that is a command. */
export const commandFields = {
  sh: z
    .string()
    .optional()
    .describe(
      'Instead of `use`: a command for bash. Inputs, outputs and parameters are shell variables: "$in_raw", "$out_table", "$param_rows".',
    ),
  out: z
    .record(
      z.string().regex(/^[A-Za-z]\w*$/, 'a name begins with a letter and holds letters, digits and _ only'),
      z.union([kind, output]),
    )
    .optional()
    .describe('What a command writes: the kind of each output, as `table`, or `{ kind: table, format: csv }`.'),
  tools: z
    .array(z.string().regex(/^[^/\s][^/]*$/, 'write the name of a program, as it is found on the PATH'))
    .optional()
    .describe('Programs that a command calls, whose versions decide its result: `[python3]`.'),
}

/** A stage has `use` or `sh`, and what belongs to commands only beside `sh`: for editors, in the JSON schema. */
export const eitherUseOrSh = {
  oneOf: [{ required: ['use'] }, { required: ['sh', 'out'] }],
  dependencies: { out: ['sh'], tools: ['sh'] },
}

export interface CommandFields {
  readonly use?: string | undefined
  readonly sh?: string | undefined
  readonly out?: Readonly<Record<string, z.output<typeof kind> | z.output<typeof output>>> | undefined
  readonly tools?: readonly string[] | undefined
  readonly in: Readonly<Record<string, unknown>>
}
