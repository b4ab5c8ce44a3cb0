import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { value: json<number>() },
  run(): { value: number } {
    throw new Error('the source is not there today')
  },
})
