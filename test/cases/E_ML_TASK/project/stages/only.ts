import { defineStage, json, Table } from 'millrace'
import { Ridge, requireClassifier } from 'millrace/ml'

export default defineStage({
  inputs: {},
  outputs: { classes: json<string[]>() },
  async run() {
    const table = Table.from([
      { minutes: 90, goals: 3 },
      { minutes: 20, goals: 1 },
    ])
    const { features } = await table.matrix({ features: ['minutes'] })
    const model = await Ridge.fit(features, await table.values('goals'))
    return { classes: [...requireClassifier(model).classes] }
  },
})
