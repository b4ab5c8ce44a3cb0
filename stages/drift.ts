import { defineStage, didYouMean, type Findings, figure, json, MillraceError, table } from 'millrace'
import { columnDrift, type DriftColumn } from 'millrace/ml'
import { type DriftDocument, type JudgedColumn, strengthOf } from './drift/drift-document.ts'
import { driftFigures } from './drift/figures.ts'
import { type DriftParams, driftParams } from './drift/params.ts'
import { familyOf, type ReadColumn, readColumn } from './drift/read-column.ts'
import { clockReason, writeFindings } from './drift/write-findings.ts'

/**
 * Asks of every column whether the current rows come from the same distribution as the reference: training rows against
 * those of last week, one season against the next, one half against the other.
 *
 * The test is the one that Evidently takes. Up to 1,000 reference rows: Kolmogorov and Smirnov's for numbers of more than
 * five values, chi-square for the rest, z where there are two; drift is a p-value below 0.05. Above: Wasserstein's
 * distance over the reference's standard deviation, or Jensen and Shannon's; drift starts at 0.1. `tests` and
 * `thresholds` name others. The table as a whole has drifted when half of its columns have.
 *
 * A bound under `checks:`, such as `{ metric: drift.share, max: 0.3 }`, stops what is below. Dates, columns that one
 * table lacks, and columns whose type or values are gone are not judged but named.
 */
export default defineStage({
  section: 'drift',
  inputs: { reference: table(), current: table() },
  outputs: {
    drift: json<DriftDocument>(),
    chart: figure(),
    distributions: figure(),
    table: figure(),
    findings: json<Findings>(),
  },
  params: driftParams,
  random: false,

  async run({ inputs, params, progress }) {
    const [reference, current] = [await inputs.reference.materialize(), await inputs.current.materialize()]
    const [before, now] = [await reference.columns(), await current.columns()]
    const rows = { reference: await reference.count(), current: await current.count() }
    for (const side of ['reference', 'current'] as const) {
      if (rows[side] > 0) continue
      throw new MillraceError('E_INPUT_EMPTY', `The ${side} table has no rows: there is nothing to compare.`, {
        hint: 'Look at what the stage before it keeps.',
      })
    }
    requireKnown(params, new Set([...before, ...now].map(({ name }) => name)))

    const names = (columns: typeof before) => new Set(columns.map(({ name }) => name))
    const [here, there] = [names(now), names(before)]
    const judged: (JudgedColumn & { readonly data: DriftColumn })[] = []
    const unjudged: { name: string; reason: string }[] = []
    const shared = before.filter(({ name }) => here.has(name) && isWanted(name, params))
    for (const [done, column] of shared.entries()) {
      const { name } = column
      const type = now.find((other) => other.name === name)!.type
      const [family, other] = [familyOf(column.type), familyOf(type)]
      const skip = (reason: string) => unjudged.push({ name, reason })
      if (family === 'clock' && other === 'clock') skip(clockReason)
      else if (family !== other) skip(`changed its type from ${column.type} to ${type}`)
      else if (family === 'other' || family === 'clock') skip(`is of a type that cannot be compared, ${type}`)
      else {
        const as = params.categorical.includes(name) ? 'category' : family
        const read = await readColumn(reference, current, column, as)
        if ('reason' in read) skip(read.reason)
        else judged.push(judge(name, read, params))
      }
      progress(done + 1, shared.length, name)
    }
    const ranked = judged.sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1))
    const share = ranked.filter(({ drifted }) => drifted).length / Math.max(1, ranked.length)
    const wantedOf = (columns: typeof before, others: ReadonlySet<string>) =>
      columns.map(({ name }) => name).filter((name) => !others.has(name) && isWanted(name, params))
    const drift: DriftDocument = {
      referenceRows: rows.reference,
      currentRows: rows.current,
      share,
      shareThreshold: params.share,
      drifted: ranked.length > 0 && share >= params.share,
      columns: ranked.map(({ data: _, ...column }) => column),
      unjudged,
      onlyInReference: wantedOf(before, here),
      onlyInCurrent: wantedOf(now, there),
    }
    return { drift, ...driftFigures(drift, ranked, params), findings: writeFindings(drift, params) }
  },
})

function judge(name: string, read: ReadColumn, params: DriftParams) {
  const { column, completeness, unseen } = read
  const [test, threshold] = [params.tests[name], params.thresholds[name]]
  const role = name === params.target ? 'target' : params.predictions.includes(name) ? 'prediction' : 'feature'
  const found = columnDrift(column, {
    ...(test === undefined ? {} : { test }),
    ...(threshold === undefined ? {} : { threshold }),
  })
  const strength = strengthOf(found.score, found.threshold, found.measure)
  return { name, role, ...found, strength, completeness, unseen, data: column } as const
}

function isWanted(name: string, { columns, exclude }: DriftParams): boolean {
  return !exclude.includes(name) && (columns === undefined || columns.includes(name))
}

/** A misspelt name would leave a column out, or a threshold unused, in silence. */
function requireKnown(params: DriftParams, known: ReadonlySet<string>): void {
  const { columns = [], exclude, categorical, tests, thresholds, target, predictions } = params
  const named = {
    columns,
    exclude,
    categorical,
    tests: Object.keys(tests),
    thresholds: Object.keys(thresholds),
    target: target === undefined ? [] : [target],
    predictions,
  }
  for (const [param, names] of Object.entries(named)) {
    const unknown = names.find((name) => !known.has(name))
    if (unknown === undefined) continue
    throw new MillraceError('E_TABLE_COLUMN', `\`${param}\` names a column "${unknown}" that neither table has.`, {
      hint: didYouMean(unknown, known),
    })
  }
}
