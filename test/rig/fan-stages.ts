/** Stages for pipelines with a matrix, fans and conditions. Each is the text of a stage file. */

/** Gives what others go over: games of teams, a list, and numbers. */
export const list = `
import { defineStage, file, json, table, Table, z } from 'millrace'
import { readFileSync } from 'node:fs'

export default defineStage({
  inputs: { source: file() },
  outputs: { games: table(), teams: json<unknown[]>(), metrics: json<{ count: number }>() },
  params: z.strictObject({ league: z.string().default('') }),
  random: false,
  run({ inputs, params }) {
    const goals = JSON.parse(readFileSync(inputs.source.files[0]!.path, 'utf8')) as Record<string, number[]>
    const teams = Object.keys(goals)
    const { league } = params
    return {
      games: Table.from(teams.flatMap((team) => goals[team]!.map((n) => ({ league, team, goals: n })))),
      teams: teams.map((name) => ({ name, games: goals[name]!.length })),
      metrics: { count: teams.length },
    }
  },
})
`

/** Counts the rows of a part. */
export const count = `
import { defineStage, json, table, z } from 'millrace'

export default defineStage({
  inputs: { rows: table() },
  outputs: { count: json<unknown>() },
  params: z.strictObject({ label: z.string(), least: z.number().default(0) }),
  async run({ inputs, params, seed }) {
    return { count: { label: params.label, goals: [...(await inputs.rows.column('goals')).values], seed } }
  },
})
`

/** Hands a value on. */
export const pass = `
import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: { value: json<unknown>() },
  outputs: { value: json<unknown>() },
  random: false,
  run: ({ inputs }) => ({ value: inputs.value }),
})
`

/** Puts labelled values together. */
export const collect = `
import { defineStage, json, many, optional, z } from 'millrace'

export default defineStage({
  inputs: { all: many(json<unknown>()), extra: optional(json<unknown>()) },
  outputs: { all: json<unknown>() },
  params: z.strictObject({ note: z.string().default('') }),
  random: false,
  run: ({ inputs }) => ({ all: { ...inputs.all, ...(inputs.extra === undefined ? {} : { extra: inputs.extra }) } }),
})
`

export const fanStages = {
  'stages/list.ts': list,
  'stages/count.ts': count,
  'stages/pass.ts': pass,
  'stages/collect.ts': collect,
}
