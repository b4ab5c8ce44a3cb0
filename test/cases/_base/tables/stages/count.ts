import { defineStage, json, table } from 'millrace'

/** Counts the rows of a table. */
export default defineStage({
  inputs: { rows: table() },
  outputs: { numbers: json<{ rows: number }>() },
  random: false,
  run: async ({ inputs }) => ({ numbers: { rows: Number(await inputs.rows.count()) } }),
})
