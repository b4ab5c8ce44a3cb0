import { defineStage, Table, table } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { table: table() },
  run() {
    const kept = Table.from([{ goals: 3 }])
    Object.assign(globalThis, { kept })
    return { table: kept }
  },
})
