import { defineStage, json, table } from 'millrace'

/** Takes training rows and no others. */
export default defineStage({
  inputs: { train: table({ tag: 'train' }) },
  outputs: { rows: json<number>() },
  run: async ({ inputs }) => ({ rows: Number(await inputs.train.count()) }),
})
