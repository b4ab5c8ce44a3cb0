import { defineStage, type Findings, figure, json, MillraceError, table } from 'millrace'
import { type ConstraintsDocument, type StatisticsDocument, suggestConstraints } from 'millrace/ml'
import { choose } from './profile/choose-columns.ts'
import { profileChart, profileTable } from './profile/figures.ts'
import { isClock, measureColumn } from './profile/measure-columns.ts'
import { profileParams } from './profile/params.ts'
import { writeProfileFindings } from './profile/write-findings.ts'

/**
 * Looks at every column of a table: type, completeness, distinct values, mean, deviation, range, quantiles, histogram.
 *
 * `statistics` and `constraints` have the form and the field names of SageMaker Model Monitor's `statistics.json` and
 * `constraints.json`. Statistics say what there is; constraints say what a later table has to keep to, as far as this
 * one suggests it. Wire both into `validate`; copy `constraints` into a file and edit it to ask for more or for less.
 *
 * NULL, NaN and infinities are missing. Flags, dates and times are text. The sketches draw nothing at random: the same
 * table gives the same documents.
 */
export default defineStage({
  section: 'data',
  inputs: { table: table() },
  outputs: {
    statistics: json<StatisticsDocument>(),
    constraints: json<ConstraintsDocument>(),
    table: figure(),
    chart: figure(),
    findings: json<Findings>(),
  },
  params: profileParams,
  random: false,

  async run({ inputs, params, progress }) {
    const rows = await inputs.table.materialize()
    const items = await rows.count()
    if (items === 0) {
      throw new MillraceError('E_INPUT_EMPTY', 'The table has no rows: there is nothing to describe.', {
        hint: 'Look at what the stage before it keeps.',
      })
    }
    const chosen = choose(await rows.columns(), params.columns)
    const measured = []
    for (const column of chosen) {
      measured.push(await measureColumn(rows, column, params))
      progress(measured.length, chosen.length, column.name)
    }
    const statistics: StatisticsDocument = {
      version: 0,
      dataset: { item_count: items },
      features: measured.map((column) => column.statistics),
    }
    const open = chosen.filter(({ type }) => isClock(type)).map(({ name }) => name)
    return {
      statistics,
      constraints: suggestConstraints(statistics, { ...params.thresholds, mostValues: params.mostValues, open }),
      table: profileTable(statistics),
      chart: profileChart(statistics),
      findings: writeProfileFindings(statistics, measured),
    }
  },
})
