import { defineStage, Table, table } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { table: table() },
  run: () => ({ table: Table.from([{ goals: 3 }, { goals: 'four' }]) }),
})
