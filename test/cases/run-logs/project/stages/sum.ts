import { defineStage, json } from 'millrace'

/** Adds numbers up, aloud. */
export default defineStage({
  inputs: { numbers: json<number[]>() },
  outputs: { total: json<number>() },
  random: false,
  run({ inputs, log }) {
    for (const number of inputs.numbers) log(`adding ${number}`)
    return { total: inputs.numbers.reduce((sum, number) => sum + number) }
  },
})
