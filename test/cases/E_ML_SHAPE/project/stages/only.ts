import { defineStage, json, Table } from 'millrace'
import { LogisticRegression } from 'millrace/ml'

export default defineStage({
  inputs: {},
  outputs: { coefficients: json<number[]>() },
  async run() {
    const all = Table.from([
      { goals: 3, won: true },
      { goals: 1, won: false },
      { goals: 0, won: false },
    ])
    const { features } = await all.matrix({ features: ['goals'] })
    const { labels } = await all.sql('SELECT * FROM self WHERE goals > 0').matrix({ target: 'won' })
    return { coefficients: [...(await LogisticRegression.fit(features, labels)).coefficients] }
  },
})
