import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { value: json<number>() },
  run({ log }): { value: number } {
    log('counting')
    console.log('counted 3')
    return { value: 3 }
  },
})
