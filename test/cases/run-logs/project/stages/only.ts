import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { value: json<number>() },
  run(): { value: number } {
    console.log('counting')
    console.log('counted 3')
    return { value: 3 }
  },
})
