import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { defineStage, file, json } from 'millrace'

/** Reads a JSON file of numbers, and takes its time afterwards. */
export default defineStage({
  inputs: { source: file() },
  outputs: { numbers: json<number[]>() },
  random: false,
  async run({ inputs }) {
    const numbers = JSON.parse(readFileSync(inputs.source.files[0]!.path, 'utf8')) as number[]
    writeFileSync('scale-has-begun', '')
    while (!existsSync('go-on')) await new Promise((resolve) => setTimeout(resolve, 20))
    return { numbers }
  },
})
