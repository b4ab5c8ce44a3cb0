/** Makes a table of its parameter's rows, and a document of another parameter. */
const made = `
import { defineStage, json, Table, table, z } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { table: table(), metrics: json() },
  params: z.object({
    rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    types: z.record(z.string(), z.string()).default({}),
    metrics: z.unknown().default({}),
  }),
  random: false,
  run: ({ params: { rows, types, metrics } }) => ({ table: Table.from(rows, { types }), metrics }),
})
`

const counted = `
import { defineStage, json, table } from 'millrace'

export default defineStage({
  inputs: { rows: table() },
  outputs: { count: json<number>() },
  random: false,
  run: async ({ inputs }) => ({ count: await inputs.rows.count() }),
})
`

/** Three matches, nothing wrong with them. */
export const threeMatches = [
  { match: 1, date: '2026-11-01', team: 'Betis', goals: 2, result: 'home' },
  { match: 2, date: '2026-11-02', team: 'Eibar', goals: 0, result: 'draw' },
  { match: 3, date: '2026-11-03', team: 'Betis', goals: 5, result: 'away' },
]

export interface CheckedProject {
  /** What stands under `checks:`, unindented. */
  readonly checks?: string
  readonly rows?: readonly Readonly<Record<string, unknown>>[]
  readonly metrics?: unknown
}

/** `matches` makes a table and metrics and has the checks; `below` reads from it, `beside` does not. */
export function checkedProject({
  checks = '',
  rows = threeMatches,
  metrics = { rows: 3, test: { logLoss: 0.63, none: null } },
}: CheckedProject): Record<string, unknown> {
  const params = JSON.stringify({ rows, types: { date: 'DATE', goals: 'INTEGER' }, metrics })
  const indented = checks.replace(/^(?=.)/gm, '      ')
  return {
    'pipeline.yaml': `name: checked
stages:
  matches:
    use: stages/made.ts
    params: ${params}
${checks === '' ? '' : `    checks:\n${indented}\n`}  below: { use: stages/counted.ts, in: { rows: matches.table } }
  beside: { use: stages/made.ts, params: { rows: [{ a: 1 }] } }
`,
    'stages/made.ts': made,
    'stages/counted.ts': counted,
  }
}
