import { defineStage, json, Table } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { rows: json<number>() },
  async run() {
    const table = Table.from([
      { goals: 3, result: 'won' },
      { goals: 1, result: null },
    ])
    const { labels } = await table.matrix({ target: 'result', classes: ['lost', 'drawn', 'won'] })
    return { rows: labels.codes.length }
  },
})
