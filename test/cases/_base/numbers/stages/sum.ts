import { defineStage, json, z } from 'millrace'

/** Adds numbers up. */
export default defineStage({
  inputs: { numbers: json<number[]>() },
  outputs: { total: json<number>() },
  params: z.object({ start: z.number().default(0) }),
  random: false,
  run: ({ inputs, params }) => ({ total: inputs.numbers.reduce((sum, number) => sum + number, params.start) }),
})
