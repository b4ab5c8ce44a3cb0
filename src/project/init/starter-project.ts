import { schemaComment } from './schema-comment.ts'

/** A small pipeline with one stage of each language. @returns texts by path */
export function starterProject(name: string): Record<string, string> {
  return {
    'pipeline.yaml': `${schemaComment}
# A wire is \`stage.output\`: it is also the order. Paths, globs and \`npm:\` enter at the border only.
name: ${name}
seed: 42

report:
  title: Warm months
  question: Which months of the year are warm?
  answer: summary.findings

stages:
  # A stage that Millrace brings: reads CSV, JSON or Parquet.
  ingest:
    use: millrace/stages/ingest
    in: { source: data/months.csv }

  # A stage may be SQL: inputs are views, the result is the output \`table\`.
  warm:
    use: stages/warm.sql
    in: { months: ingest.table }
    params: { least: 15 }

  # Or TypeScript: values in, values out.
  summary:
    use: stages/summary.ts
    in: { rows: warm.table }
    params: { column: celsius }
`,
    'data/months.csv': `month,celsius
January,4.2
February,5.1
March,8.3
April,11.6
May,15.4
June,19.0
July,21.6
August,21.2
September,17.5
October,12.9
November,8.1
December,5.0
`,
    'stages/warm.sql': `-- Months that are at least as warm as the parameter says, the warmest first.
SELECT month, celsius
FROM months
WHERE celsius >= $least
ORDER BY celsius DESC
`,
    'stages/summary.ts': `import { defineStage, type Findings, json, table, z } from 'millrace'

/** Says in a sentence what a column comes to. */
export default defineStage({
  inputs: { rows: table() },
  outputs: { findings: json<Findings>(), numbers: json<{ rows: number; mean: number }>() },
  params: z.strictObject({ column: z.string() }),
  random: false,

  async run({ inputs, params }) {
    const values = await inputs.rows.values(params.column)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return {
      findings: {
        headline: \`\${values.length} months, \${mean.toFixed(1)} degrees on average.\`,
        statements: [],
        warnings: [],
      },
      numbers: { rows: values.length, mean },
    }
  },
})
`,
  }
}
