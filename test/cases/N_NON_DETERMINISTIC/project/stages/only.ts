import { readFileSync } from 'node:fs'
import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { rate: json<number>() },
  run: () => ({ rate: JSON.parse(readFileSync('rate.json', 'utf8')) as number }),
})
