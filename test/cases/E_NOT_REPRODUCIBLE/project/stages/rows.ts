import { readFileSync } from 'node:fs'
import { defineStage, Table, table } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { table: table() },
  run() {
    const rates = JSON.parse(readFileSync('rates.json', 'utf8')) as number[]
    return { table: Table.from(rates.map((rate, id) => ({ id, rate }))) }
  },
})
