import { defineStage, json, Table } from 'millrace'
import { LogisticRegression } from 'millrace/ml'

export default defineStage({
  inputs: {},
  outputs: { probabilities: json<number[]>() },
  async run() {
    const train = Table.from([
      { goals: 3, minutes: 90, won: true },
      { goals: 1, minutes: 80, won: false },
    ])
    const { features, labels } = await train.matrix({ target: 'won' })
    const model = await LogisticRegression.fit(features, labels)
    const test = await Table.from([{ goals: 2, minute: 70 }]).matrix()
    return { probabilities: [...model.predictProbability(test.features).data] }
  },
})
