import { existsSync, writeFileSync } from 'node:fs'
import { defineStage, json } from 'millrace'

/** Gives a number, for as long as nobody says that it may go on. */
export default defineStage({
  inputs: {},
  outputs: { total: json<number>() },
  random: false,
  async run() {
    writeFileSync('only-has-begun', '')
    while (!existsSync('go-on')) await new Promise((resolve) => setTimeout(resolve, 20))
    return { total: 1 }
  },
})
