/**
 * What nbformat 4.5 demands of a notebook file, as a JSON Schema of our own: written from the description at
 * https://nbformat.readthedocs.io/en/latest/format_description.html, with "at least these metadata" where the format leaves them open.
 */
const text = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }
const id = { type: 'string', pattern: '^[a-zA-Z0-9_-]+$', minLength: 1, maxLength: 64 }

/** By MIME type: texts, or any JSON where the type ends in +json. */
const bundle = {
  type: 'object',
  properties: { 'application/json': true },
  patternProperties: { '^[a-zA-Z0-9]+/[a-zA-Z0-9.+-]+\\+json$': true },
  additionalProperties: text,
}

const attachments = { type: 'object', additionalProperties: bundle }

const output = {
  oneOf: [
    {
      type: 'object',
      required: ['output_type', 'data', 'metadata'],
      additionalProperties: false,
      properties: { output_type: { const: 'display_data' }, data: bundle, metadata: { type: 'object' } },
    },
    {
      type: 'object',
      required: ['output_type', 'data', 'metadata', 'execution_count'],
      additionalProperties: false,
      properties: {
        output_type: { const: 'execute_result' },
        data: bundle,
        metadata: { type: 'object' },
        execution_count: { type: ['integer', 'null'], minimum: 0 },
      },
    },
    {
      type: 'object',
      required: ['output_type', 'name', 'text'],
      additionalProperties: false,
      properties: { output_type: { const: 'stream' }, name: { type: 'string' }, text },
    },
    {
      type: 'object',
      required: ['output_type', 'ename', 'evalue', 'traceback'],
      additionalProperties: false,
      properties: {
        output_type: { const: 'error' },
        ename: { type: 'string' },
        evalue: { type: 'string' },
        traceback: { type: 'array', items: { type: 'string' } },
      },
    },
  ],
}

export const notebookSchema = {
  type: 'object',
  required: ['nbformat', 'nbformat_minor', 'metadata', 'cells'],
  additionalProperties: false,
  properties: {
    nbformat: { const: 4 },
    nbformat_minor: { type: 'integer', minimum: 5 },
    metadata: {
      type: 'object',
      properties: {
        kernelspec: {
          type: 'object',
          required: ['name', 'display_name'],
          properties: { name: { type: 'string' }, display_name: { type: 'string' } },
        },
        language_info: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, file_extension: { type: 'string' }, mimetype: { type: 'string' } },
        },
      },
    },
    cells: {
      type: 'array',
      items: {
        oneOf: [
          {
            type: 'object',
            required: ['id', 'cell_type', 'metadata', 'source'],
            additionalProperties: false,
            properties: {
              id,
              cell_type: { enum: ['markdown', 'raw'] },
              metadata: { type: 'object' },
              source: text,
              attachments,
            },
          },
          {
            type: 'object',
            required: ['id', 'cell_type', 'metadata', 'source', 'outputs', 'execution_count'],
            additionalProperties: false,
            properties: {
              id,
              cell_type: { const: 'code' },
              metadata: { type: 'object' },
              source: text,
              outputs: { type: 'array', items: output },
              execution_count: { type: ['integer', 'null'], minimum: 0 },
            },
          },
        ],
      },
    },
  },
}
