/**
 * Ten stages of every kind of output but a model, in TypeScript and SQL, wide enough for two at once: 120 kB of table, files
 * and documents, in well under a second.
 */
const stage = (inputs: string, outputs: string, run: string) => `
import { readFileSync } from 'node:fs'
import { defineStage, file, json, Table, table, z } from 'millrace'
import { step } from '../lib/step.ts'
void readFileSync; void Table; void step; void file; void json; void table
export default defineStage({ inputs: { ${inputs} }, outputs: { ${outputs} }, random: false,
  params: z.object({ factor: z.number().default(1) }),
  async run({ inputs, params }) { void inputs; void params; ${run} } })`

export const soakProject = {
  'pipeline.yaml': `name: soak
stages:
  read: { use: stages/read.ts, in: { source: data/numbers.txt } }
  rows: { use: stages/rows.ts, in: { numbers: read.numbers }, params: { factor: 3 } }
  large: { use: stages/large.sql, in: { rows: rows.table } }
  sums: { use: stages/sums.sql, in: { rows: rows.table } }
  joined: { use: stages/joined.sql, in: { large: large.table, sums: sums.table } }
  count: { use: stages/count.ts, in: { rows: joined.table } }
  text: { use: stages/text.ts, in: { numbers: read.numbers } }
  bytes: { use: stages/bytes.ts, in: { text: text.file } }
  twice: { use: stages/twice.ts, in: { text: text.file } }
  last: { use: stages/last.ts, in: { count: count.count, bytes: bytes.bytes, rows: joined.table } }
`,
  'data/numbers.txt': Array.from({ length: 400 }, (_, i) => (i * 7919) % 1009).join('\n'),
  'lib/step.ts': 'export const step = (n: number) => (n * 16807) % 2147483647\n',
  'stages/read.ts': stage(
    'source: file()',
    'numbers: json<number[]>()',
    "return { numbers: readFileSync(inputs.source.files[0]!.path, 'utf8').split('\\n').map(Number) }",
  ),
  'stages/rows.ts': stage(
    'numbers: json<number[]>()',
    'table: table(), size: json<number>()',
    `const rows = Array.from({ length: 4000 }, (_, id) => ({ id, group: 'g' + (id % 17), value: step(id + 1) * params.factor + inputs.numbers[id % 400]! }))
    return { table: Table.from(rows), size: rows.length }`,
  ),
  'stages/large.sql': 'SELECT id, "group", value FROM rows WHERE value % 3 = 0 ORDER BY id',
  'stages/sums.sql': 'SELECT "group", sum(value) AS total, count(*) AS n FROM rows GROUP BY "group" ORDER BY "group"',
  'stages/joined.sql': 'SELECT l.id, l.value, s.total FROM large AS l JOIN sums AS s USING ("group") ORDER BY l.id',
  'stages/count.ts': stage(
    'rows: table()',
    'count: json<number>()',
    'return { count: Number(await inputs.rows.count()) }',
  ),
  'stages/text.ts': stage(
    'numbers: json<number[]>()',
    'file: file()',
    "return { file: inputs.numbers.map((n) => String(n).repeat(40)).join('\\n') as never }",
  ),
  'stages/bytes.ts': stage(
    'text: file()',
    'bytes: json<number>()',
    'return { bytes: readFileSync(inputs.text.files[0]!.path).length }',
  ),
  'stages/twice.ts': stage(
    'text: file()',
    'file: file(), lines: json<number>()',
    "const text = readFileSync(inputs.text.files[0]!.path, 'utf8'); return { file: (text + text) as never, lines: text.split('\\n').length }",
  ),
  'stages/last.ts': stage(
    'count: json<number>(), bytes: json<number>(), rows: table()',
    'summary: json<unknown>()',
    'return { summary: [inputs.count, inputs.bytes, (await inputs.rows.rows()).length] }',
  ),
}

export const soakStages = 10
