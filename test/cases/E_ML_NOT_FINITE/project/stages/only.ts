import { defineStage, json, Table } from 'millrace'
import { RandomForest } from 'millrace/ml'

export default defineStage({
  inputs: {},
  outputs: { importance: json<number[]>() },
  async run({ seed }) {
    const table = Table.from([
      { goals: 3, minutes: 90, won: true },
      { goals: 1, minutes: Number.POSITIVE_INFINITY, won: false },
    ])
    const { features, labels } = await table.matrix({ target: 'won' })
    const forest = await RandomForest.fit(features, labels, { seed })
    return { importance: [...forest.importance()] }
  },
})
