import { writeFileSync } from 'node:fs'
import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { rate: json() },
  run() {
    writeFileSync('/dev/full', 'more than fits')
    return { rate: 1 }
  },
})
