/** Small stages that many tests put together. Each is the text of a stage file. */

/** Reads a JSON file of numbers and multiplies each by a helper's factor and a parameter's. */
export const scale = `
import { readFileSync } from 'node:fs'
import { defineStage, file, json, z } from 'millrace'
import { unit } from '../lib/unit.ts'

/** Numbers, scaled. */
export default defineStage({
  inputs: { source: file() },
  outputs: { numbers: json<number[]>() },
  params: z.object({ factor: z.number().default(1), labels: z.object({ low: z.string().default('l') }).default({ low: 'l' }) }),
  random: false,
  run({ inputs, params }) {
    const numbers = inputs.source.files.flatMap(({ path }) => JSON.parse(readFileSync(path, 'utf8')) as number[])
    return { numbers: numbers.map((number) => number * params.factor * unit()) }
  },
})
`

/** Adds numbers up. */
export const sum = `
import { defineStage, json, z } from 'millrace'

export default defineStage({
  inputs: { numbers: json<number[]>() },
  outputs: { total: json<number>() },
  params: z.object({ start: z.number().default(0) }),
  random: false,
  run: ({ inputs, params }) => ({ total: inputs.numbers.reduce((a, b) => a + b, params.start) }),
})
`

/** Says whether a total is over a limit: comes out the same for many totals. */
export const judge = `
import { defineStage, json, z } from 'millrace'

export default defineStage({
  inputs: { total: json<number>() },
  outputs: { verdict: json<string>() },
  params: z.object({ limit: z.number().default(100) }),
  random: false,
  run: ({ inputs, params }) => ({ verdict: inputs.total > params.limit ? 'over' : 'under' }),
})
`

/** Four stages: scale → sum → judge, and one that nothing depends on beside them. */
export const numbersProject = {
  'pipeline.yaml': `name: numbers
seed: 7
stages:
  judge:
    use: stages/judge.ts
    in: { total: sum.total }
  scale:
    use: stages/scale.ts
    in: { source: data/numbers.json }
    params: { factor: 2 }
  sum:
    use: stages/sum.ts
    in: { numbers: scale.numbers }
  other:
    use: stages/sum.ts
    in: { numbers: scale.numbers }
    params: { start: 1 }
`,
  'data/numbers.json': [1, 2, 3],
  'lib/unit.ts': `export function unit(): number {\n  return 1\n}\n\nexport const unused = 'before'\n`,
  'stages/scale.ts': scale,
  'stages/sum.ts': sum,
  'stages/judge.ts': judge,
}

/** Makes a table of a parameter's rows. */
export const rows = `
import { defineStage, Table, table, z } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { table: table() },
  params: z.object({ count: z.number().default(10) }),
  random: false,
  run: ({ params }) => ({
    table: Table.from(Array.from({ length: params.count }, (_, i) => ({ id: i, value: i * 1.5, name: \`n\${i}\` }))),
  }),
})
`

/** Counts the rows of a table. */
export const count = `
import { defineStage, json, table } from 'millrace'

export default defineStage({
  inputs: { rows: table() },
  outputs: { count: json<number>() },
  random: false,
  run: async ({ inputs }) => ({ count: Number(await inputs.rows.count()) }),
})
`

/** rows → big (SQL) → count. */
export const tablesProject = {
  'pipeline.yaml': `name: tables
stages:
  rows: { use: stages/rows.ts }
  big: { use: stages/big.sql, in: { rows: rows.table }, params: { least: 3 } }
  count: { use: stages/count.ts, in: { rows: big.table } }
`,
  'stages/rows.ts': rows,
  'stages/big.sql': `-- Keeps the large ones.\nSELECT id, value\nFROM rows\nWHERE value > $least\n`,
  'stages/count.ts': count,
}
