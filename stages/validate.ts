import { defineStage, type Findings, figure, json, MillraceError, optional, table } from 'millrace'
import {
  type CheckedColumn,
  type ConstraintCheck,
  type ConstraintsDocument,
  checkConstraints,
  type StatisticsDocument,
  type ViolationsDocument,
  violationsDocument,
} from 'millrace/ml'
import { choose } from './profile/choose-columns.ts'
import { countUnknown, inferredType, measureColumn } from './profile/measure-columns.ts'
import { checksTable } from './validate/figures.ts'
import { validateParams } from './validate/params.ts'
import { readConstraints, readStatistics } from './validate/read-constraints.ts'
import { writeFindings } from './validate/write-findings.ts'

export interface ValidationDocument {
  readonly rows: number
  /** Checks made, and how many of them are violated: what `checks:` can put a bound to. */
  readonly made: number
  readonly violated: number
  readonly checks: readonly ConstraintCheck[]
}

/**
 * Holds a table to constraints: those that `profile` suggested of an earlier table, or a document written by hand.
 *
 * `violations` has the form of SageMaker Model Monitor's `constraint_violations.json`, with its six types: values of
 * another type, too few values, a distribution that moved, a column that is missing, one that is new, values outside of
 * the domain. Distributions are compared when the baseline's `statistics` are wired too. `report` has every check, passed
 * or not, with what was seen and its limit.
 *
 * A violation is a warning in `findings`, or with `onViolation: fail` an error. A bound on `report.violated` under
 * `checks:` stops what is below as well, and keeps the result to look at.
 */
export default defineStage({
  section: 'data',
  inputs: {
    table: table(),
    constraints: json<ConstraintsDocument>(),
    statistics: optional(json<StatisticsDocument>()),
  },
  outputs: {
    violations: json<ViolationsDocument>(),
    report: json<ValidationDocument>(),
    table: figure(),
    findings: json<Findings>(),
  },
  params: validateParams,
  random: false,

  async run({ inputs, params, progress }) {
    const constraints = readConstraints(inputs.constraints, params)
    const baseline = inputs.statistics === undefined ? undefined : readStatistics(inputs.statistics)
    const rows = await inputs.table.materialize()
    const items = await rows.count()
    if (items === 0) {
      throw new MillraceError('E_INPUT_EMPTY', 'The table has no rows: there is nothing to check.', {
        hint: 'A table that may be empty is for `rows: { min: 1 }` under `checks:`.',
      })
    }
    const asked = params.columns
    const features = constraints.features.filter(({ name }) => asked === undefined || asked.includes(name))
    const all = await rows.columns()
    // A column that only the constraints name is missing, not misspelt.
    const here = asked?.filter((name) => !features.some((feature) => feature.name === name))
    if (here !== undefined) choose(all, here)
    const chosen = all.filter(({ name }) => asked === undefined || asked.includes(name))

    const columns: CheckedColumn[] = []
    const cast: string[] = []
    const negative: string[] = []
    for (const column of chosen) {
      const feature = features.find(({ name }) => name === column.name)
      const wanted = feature?.inferred_type
      const as = wanted === undefined || wanted === 'Unknown' ? inferredType(column.type) : wanted
      const measured = await measureColumn(rows, column, { sketchSize: 2048, mostValues: 10_000 }, as)
      const domain = feature?.string_constraints?.domains
      const unknown = domain === undefined ? 0 : await countUnknown(rows, column.name, domain)
      columns.push({ ...measured, unknown })
      const numbers = measured.statistics.numerical_statistics
      if (numbers !== undefined && inferredType(column.type) === 'String') cast.push(column.name)
      if (feature?.num_constraints?.is_non_negative === true && numbers !== undefined && numbers.min < 0)
        negative.push(column.name)
      progress(columns.length, chosen.length, column.name)
    }

    const evidence = { constraints: { ...constraints, features }, rows: items, columns }
    const checks = checkConstraints(baseline === undefined ? evidence : { ...evidence, baseline }).filter(
      ({ check }) => !params.ignore.includes(check),
    )
    const violated = checks.filter(({ ok }) => !ok)
    if (violated.length > 0 && params.onViolation === 'fail') {
      const first = violated
        .slice(0, 5)
        .map(({ feature, check, description }) => `${feature}, ${check}: ${description}`)
      const more = violated.length > 5 ? ` And ${violated.length - 5} more.` : ''
      throw new MillraceError(
        'E_CHECK',
        `${violated.length} of ${checks.length} constraints are violated. ${first.join(' ')}${more}`,
        { hint: 'Look at the rows, or change the constraints; `onViolation: warn` goes on and says so in the report.' },
      )
    }
    return {
      violations: violationsDocument(checks),
      report: { rows: items, made: checks.length, violated: violated.length, checks },
      table: checksTable(checks, items),
      findings: writeFindings({ checks, rows: items, cast, negative, compared: baseline !== undefined }),
    }
  },
})
