import { defineStage, json } from 'millrace'

while (Date.now() > 0);

/** Never comes this far. */
export default defineStage({
  inputs: {},
  outputs: { total: json<number>() },
  run: () => ({ total: 1 }),
})
