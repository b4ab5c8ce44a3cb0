import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { value: json<number>() },
  run: ({ seed params }) => ({ value: seed }),
})
