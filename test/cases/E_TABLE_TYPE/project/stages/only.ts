import { defineStage, json, Table } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { rows: json<number>() },
  async run() {
    const day = new Date('2026-05-01')
    const table = Table.from([
      { player: 'Ada', goals: 3, won: true, day },
      { player: 'Ben', goals: 1, won: false, day },
    ])
    const { features } = await table.matrix({ features: ['goals', 'player'], target: 'won' })
    return { rows: features.rows }
  },
})
