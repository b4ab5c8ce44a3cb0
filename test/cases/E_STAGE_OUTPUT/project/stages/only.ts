import { defineStage, json, Table, table } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { rows: table(), share: json<number>() },
  run() {
    return {} as never
  },
})
