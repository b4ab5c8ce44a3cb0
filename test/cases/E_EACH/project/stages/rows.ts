import { defineStage, type Figure, figure, json, Table, table } from 'millrace'

const chart: Figure = { type: 'table', title: 'Goals', columns: [{ label: 'team' }], rows: [['Ajax']] }

export default defineStage({
  inputs: {},
  outputs: { table: table(), count: json<number>(), figures: json<number[]>(), chart: figure() },
  random: false,
  run: () => ({
    table: Table.from([
      { team: 'Ajax', goals: 3 },
      { team: 'Celtic', goals: 1 },
    ]),
    count: 2,
    figures: [3, 1],
    chart,
  }),
})
