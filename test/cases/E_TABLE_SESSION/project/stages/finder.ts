import { defineStage, json, type Table, table } from 'millrace'

export default defineStage({
  inputs: { rows: table() },
  outputs: { rows: json<number>() },
  async run({ inputs }) {
    const { kept = inputs.rows } = globalThis as { kept?: Table }
    return { rows: await kept.count() }
  },
})
