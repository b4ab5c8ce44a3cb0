import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: { value: json<number>() },
  outputs: { copy: json<number>() },
  run: ({ inputs }) => ({ copy: inputs.value }),
})
