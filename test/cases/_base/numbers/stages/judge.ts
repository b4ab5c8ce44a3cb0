import { defineStage, json, z } from 'millrace'

/** Says whether a total is over a limit: it comes out the same for many totals. */
export default defineStage({
  inputs: { total: json<number>() },
  outputs: { verdict: json<string>() },
  params: z.object({ limit: z.number().default(100) }),
  random: false,
  run: ({ inputs, params }) => ({ verdict: inputs.total > params.limit ? 'over' : 'under' }),
})
