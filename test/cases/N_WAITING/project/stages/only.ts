import { defineStage, json } from 'millrace'

/** Takes its time. */
export default defineStage({
  inputs: {},
  outputs: { rate: json() },
  random: false,
  async run() {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    return { rate: 1 }
  },
})
