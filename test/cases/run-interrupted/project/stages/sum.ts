import { existsSync, writeFileSync } from 'node:fs'
import { defineStage, json } from 'millrace'

/** Adds numbers up, for as long as nobody says that it may go on. */
export default defineStage({
  inputs: { numbers: json<number[]>() },
  outputs: { total: json<number>() },
  random: false,
  async run({ inputs }) {
    writeFileSync('sum-has-begun', '')
    while (!existsSync('go-on')) await new Promise((resolve) => setTimeout(resolve, 20))
    return { total: inputs.numbers.reduce((sum, number) => sum + number) }
  },
})
