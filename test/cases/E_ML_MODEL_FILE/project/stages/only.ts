import { readFileSync } from 'node:fs'
import { defineStage, file, json } from 'millrace'
import { modelFromParts } from 'millrace/ml'

export default defineStage({
  inputs: { model: file() },
  outputs: { classes: json<readonly string[]>() },
  random: false,
  run({ inputs }) {
    const model = modelFromParts(JSON.parse(readFileSync(inputs.model.files[0]!.path, 'utf8')))
    return { classes: model.classes }
  },
})
