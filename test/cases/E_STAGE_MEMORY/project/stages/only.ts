import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { value: json<number>() },
  run() {
    const arrays: Float64Array[] = []
    for (;;) arrays.push(new Float64Array(1e6).fill(arrays.length))
  },
})
