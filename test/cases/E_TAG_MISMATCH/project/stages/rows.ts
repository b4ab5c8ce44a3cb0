import { defineStage, Table, table } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { table: table() },
  random: false,
  run: () => ({ table: Table.from(Array.from({ length: 20 }, (_, i) => ({ goals: i, won: i % 2 === 0 }))) }),
})
