import { readFileSync } from 'node:fs'
import { defineStage, file, json, z } from 'millrace'
import { unit } from '../lib/unit.ts'

/** Reads a JSON file of numbers and multiplies each. */
export default defineStage({
  inputs: { source: file() },
  outputs: { numbers: json<number[]>() },
  params: z.object({ factor: z.number().default(1) }),
  random: false,
  run({ inputs, params }) {
    const numbers = inputs.source.files.flatMap(({ path }) => JSON.parse(readFileSync(path, 'utf8')) as number[])
    return { numbers: numbers.map((number) => number * params.factor * unit()) }
  },
})
