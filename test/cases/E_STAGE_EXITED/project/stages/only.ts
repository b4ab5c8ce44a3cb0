import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { value: json<number>() },
  run(): { value: number } {
    process.exit(0)
  },
})
