import { defineStage, type FeatureList, json, MillraceError, sqlName, type Table, table } from 'millrace'
import { checkColumns } from './preprocess/check-columns.ts'
import { featureQuery } from './preprocess/feature-query.ts'
import { type PreprocessParams, preprocessParams } from './preprocess/params.ts'

/**
 * Makes the features of each row from rows that came strictly before it.
 *
 * Rows belong to an `entity` (a team, a shop, a patient) and have a `time`. `rolling` aggregates the last rows of the
 * same entity that have a value, or those of a length of time (`within`), if wished only those that agree in further columns (the same venue,
 * the same opponent). `lags` fetches what the entity had a length of time before, by the calendar: where that month is absent the lag is
 * NULL, and not the value of another month. Without an `entity` the table is one series. `since` counts the days since the entity's previous row. `counterpart` fetches columns from the other row
 * of the same `event`, whose look-backs are themselves from before. Rows of the same moment never see one another, so
 * two events of an entity on one day do not leak into each other.
 *
 * Nothing is fitted on the table: the categories of `encode` are declared, gaps stay NULL for a later stage to fill
 * from training rows. A value that the row itself brings and `rolling` or `lags` look back on cannot be a feature: it is a
 * result.
 *
 * `table` has the kept columns, the features in the order listed, and the target, ordered by time, event and entity.
 * `features` is that list with the target and its classes: wire it to the stages that learn and judge.
 */
export default defineStage({
  section: 'data',
  inputs: { table: table() },
  outputs: { table: table({ tagFrom: 'table' }), features: json<FeatureList>() },
  params: preprocessParams,
  random: false,

  async run({ inputs, params }) {
    const columns = await inputs.table.columns()
    checkColumns(
      params,
      columns.map(({ name }) => name),
    )
    await checkEvents(inputs.table, params)
    const result = inputs.table.sql(featureQuery(params))
    const types = new Map((await result.columns()).map(({ name, type }) => [name, type]))
    return {
      table: result,
      features: {
        target: params.target,
        ...(params.classes === undefined ? {} : { classes: params.classes }),
        features: params.features.map(({ name, description }) => ({
          name,
          type: types.get(name) === 'BOOLEAN' ? ('flag' as const) : ('number' as const),
          description,
        })),
      },
    }
  },
})

/** An event has at most two rows, of two entities: else a row would have several counterparts. */
async function checkEvents(rows: Table, { counterpart, event, entity }: PreprocessParams): Promise<void> {
  if (counterpart === undefined) return
  if (event === undefined) {
    throw new MillraceError('E_PARAMS', 'The parameter `counterpart` is set, but `event` is not.', {
      hint: 'Say in `event` which column the two rows share.',
    })
  }
  if (entity === undefined) {
    throw new MillraceError('E_PARAMS', 'The parameter `counterpart` is set, but `entity` is not.', {
      hint: 'Say in `entity` whose row it is.',
    })
  }
  const [first] = await rows
    .sql(
      `SELECT CAST(${sqlName(event)} AS VARCHAR) AS event, count(*) AS n, count(DISTINCT ${sqlName(entity)}) AS entities
       FROM self WHERE ${sqlName(event)} IS NOT NULL GROUP BY ${sqlName(event)}
       HAVING count(*) > 2 OR count(DISTINCT ${sqlName(entity)}) < count(*) ORDER BY ${sqlName(event)} LIMIT 1`,
    )
    .rows()
  if (first === undefined) return
  throw new MillraceError(
    'E_PARAMS',
    `The event "${first.event}" of column "${event}" has ${first.n} rows of ${first.entities} different entities.`,
    { hint: 'An event has one row for each of two entities.' },
  )
}
