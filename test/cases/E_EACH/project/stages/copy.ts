import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: { value: json<number>() },
  outputs: { value: json<number>() },
  random: false,
  run: ({ inputs }) => ({ value: inputs.value }),
})
