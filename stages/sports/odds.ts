import { defineStage, figure, MillraceError, Table, table, z } from 'millrace'
import type { TableFigure } from 'millrace/report'
import { devig } from 'millrace/sports'

const column = z.string().min(1)
const source = z.strictObject({
  name: column.describe('What these odds are, as the report names them.'),
  home: column,
  draw: column,
  away: column,
})

/**
 * What bookmakers think of each match, with their margin taken out.
 *
 * Reads decimal odds from columns of `matches` and adds `p_home`, `p_draw` and `p_away`, which sum to 1, `margin` (what
 * the inverse odds sum to beyond 1) and `odds_source`. `sources` are tried in the order given: the first whose three
 * odds are all above 1 is taken, so put closing odds first and odds of the days before last. A match without odds has
 * NULL. `used` counts which source was used how often.
 *
 * `method` says how the margin is taken out: in proportion (`multiplicative`), more of it from long shots (`power`), or
 * as if some bettors knew the result (`shin`).
 */
export default defineStage({
  section: 'data',
  inputs: { matches: table() },
  outputs: { table: table({ tagFrom: 'matches' }), used: figure() },
  random: false,
  params: z.strictObject({
    sources: z.array(source).min(1).describe('Columns with the odds for home, draw and away, the best source first.'),
    method: z.enum(['power', 'multiplicative', 'shin']).default('power').describe('How the margin is taken out.'),
  }),

  async run({ inputs, params }) {
    const matches = await inputs.matches.materialize()
    const n = await matches.count()
    const found: { readonly p: Float64Array; readonly margin: number; readonly name: string }[] = new Array(n)
    for (const { name, home, draw, away } of params.sources) {
      const odds = [await matches.values(home), await matches.values(draw), await matches.values(away)]
      for (let i = 0; i < n; i++) {
        const triple = odds.map((values) => values[i] ?? Number.NaN)
        if (found[i] !== undefined || !triple.every((odd) => odd > 1 && Number.isFinite(odd))) continue
        const margin = triple.reduce((sum, odd) => sum + 1 / odd, -1)
        found[i] = { p: devig(triple, params.method), margin, name }
      }
    }
    if (n > 0 && found.every((row) => row === undefined)) {
      throw new MillraceError(
        'E_INPUT_EMPTY',
        `Not one of ${n} matches has odds in ${params.sources[0]?.home} or the like.`,
      )
    }
    const columnOf = <T>(pick: (row: (typeof found)[number]) => T) =>
      Array.from(found, (row) => (row === undefined ? null : pick(row)))
    const columns = Table.from(
      {
        p_home: columnOf(({ p }) => p[0]),
        p_draw: columnOf(({ p }) => p[1]),
        p_away: columnOf(({ p }) => p[2]),
        margin: columnOf(({ margin }) => margin),
        odds_source: columnOf(({ name }) => name),
      },
      { types: { p_home: 'DOUBLE', p_draw: 'DOUBLE', p_away: 'DOUBLE', margin: 'DOUBLE', odds_source: 'VARCHAR' } },
    )
    return {
      table: matches.sql('SELECT * FROM self POSITIONAL JOIN odds', { odds: columns }),
      used: usedFigure(
        params.sources.map(({ name }) => name),
        found,
      ),
    }
  },
})

function usedFigure(
  names: readonly string[],
  found: readonly ({ name: string; margin: number } | undefined)[],
): TableFigure {
  const rows = names.map((name) => {
    const margins = Array.from(found).flatMap((row) => (row?.name === name ? [row.margin] : []))
    const mean = margins.reduce((sum, margin) => sum + margin, 0) / margins.length
    return [name, margins.length, margins.length === 0 ? null : 100 * mean]
  })
  const without = Array.from(found).filter((row) => row === undefined).length
  return {
    type: 'table',
    title: `${found.length - without} of ${found.length} matches have odds`,
    subtitle: `n = ${found.length} matches`,
    description: `${without} matches have no odds and no probabilities.`,
    columns: [
      { label: 'source' },
      { label: 'matches', align: 'right', digits: 0, meaning: 'Matches whose probabilities come from this source.' },
      {
        label: 'mean margin',
        unit: '%',
        align: 'right',
        digits: 2,
        meaning: 'What the inverse odds sum to beyond 100 %.',
      },
    ],
    rows: [...rows, ['none', without, null]],
  }
}
