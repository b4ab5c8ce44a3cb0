import type { Findings } from 'millrace'
import type { Comparison } from './compare.ts'
import { differenceSentence, digitsFor, direction, intervalClause, spansZero } from './difference-sentence.ts'
import type { EvaluateParams } from './params.ts'
import type { Twins } from './resampling-twins.ts'
import type { Score } from './score.ts'

export interface Judgement {
  readonly scores: readonly Score[]
  /** Each model against each baseline. */
  readonly comparisons: readonly Comparison[]
  /** Each resampled model against its twin. */
  readonly twins: readonly (Twins & { readonly comparison: Comparison })[]
  /** Rows of the test table. */
  readonly n: number
}

/** Fewer rows than this of a class, and what is said of it rests on too little. */
const FEW = 10

/** What the numbers say, in sentences: the answer first, then each comparison, then what limits them. */
export function writeFindings(judgement: Judgement, params: EvaluateParams): Findings {
  const { scores, comparisons, n } = judgement
  const { rowNoun } = params
  const byLabel = new Map(scores.map((score) => [score.label, score]))
  const title = (label: string) => byLabel.get(label)?.title ?? label
  const chosen =
    comparisons.find(
      ({ model, baseline }) =>
        (params.headline.model ?? model) === model && (params.headline.baseline ?? baseline) === baseline,
    ) ?? comparisons[0]
  const sentences = comparisons.map(({ model, baseline, logLoss }) =>
    differenceSentence({ model: title(model), baseline: title(baseline), metric: 'log loss', rowNoun }, logLoss),
  )
  const headline = chosen === undefined ? alone(scores, n, rowNoun) : answer(chosen, title, rowNoun)
  return {
    headline,
    statements: [
      ...ranking(comparisons, n, rowNoun),
      ...sentences,
      ...judgement.twins.map((pair) => resampling(pair, byLabel, rowNoun)),
      ...zeros(scores, params),
      ...excluded(scores, n, rowNoun),
    ],
    warnings: [...rare(scores, rowNoun), ...tooGood(comparisons, params, title)],
  }
}

function answer(chosen: Comparison, title: (label: string) => string, rowNoun: string): string {
  const { model, baseline, logLoss, logLossOfModel } = chosen
  const value = logLossOfModel.toFixed(digitsFor(logLoss))
  return `On ${logLoss.n.toLocaleString('en')} ${rowNoun} the log loss of ${title(model)} is ${value}, ${direction(logLoss)} ${title(baseline)}; ${intervalClause(logLoss)}.`
}

function alone(scores: readonly Score[], n: number, rowNoun: string): string {
  const first = scores[0]
  return `On ${n.toLocaleString('en')} ${rowNoun} the log loss of ${first?.title} is ${first?.logLoss.value.toFixed(2)}; no baseline was wired to compare it with.`
}

function ranking(comparisons: readonly Comparison[], n: number, rowNoun: string): string[] {
  const open = comparisons.filter(({ logLoss }) => spansZero(logLoss)).length
  if (comparisons.length === 0 || open * 2 <= comparisons.length) return []
  if (open === comparisons.length) {
    return [`Every one of ${open} intervals includes no difference: ${n} ${rowNoun} cannot rank these models.`]
  }
  return [
    `${open} of ${comparisons.length} intervals include no difference: ${n} ${rowNoun} cannot rank most of these models.`,
  ]
}

function resampling(
  { resampled, plain, comparison }: Judgement['twins'][number],
  byLabel: ReadonlyMap<string, Score>,
  rowNoun: string,
): string {
  const [first, second] = [byLabel.get(resampled), byLabel.get(plain)]
  const largest = Math.max(...(first?.perClass.map(({ rows }) => rows) ?? []))
  const rarer = (first?.perClass ?? []).filter(({ rows }) => rows > 0 && rows < largest)
  const counts = rarer.map(({ class: name, hits, rows }) => {
    const other = second?.perClass.find((scored) => scored.class === name)?.hits ?? 0
    return `${hits} of ${rows} "${name}" (without ${other})`
  })
  const recall = counts.length === 0 ? '' : `it recognises ${counts.join(' and ')}; `
  return `What the synthetic rows bought and cost ${first?.title}: ${recall}its log loss is ${direction(comparison.logLoss)} that of ${second?.title} on ${comparison.logLoss.n} ${rowNoun}; ${intervalClause(comparison.logLoss)}.`
}

function zeros(scores: readonly Score[], { clip, rowNoun }: EvaluateParams): string[] {
  const found = scores.filter(({ logLoss }) => logLoss.exactZeros > 0)
  if (found.length === 0) return ['Nobody gives a probability of exactly 0.']
  return found.map(({ title, n, logLoss: { exactZeros, rowsWithZero, clippedRows } }) => {
    const cost = (-Math.log(clip)).toFixed(1)
    const clipped = clippedRows === 0 ? 'never to the true class' : `${clippedRows} of them to the true class`
    const then = clippedRows === 0 ? '' : `, clipped to ${clip.toPrecision(2)}, which costs ${cost} nats each`
    return `For ${rowsWithZero} of ${n} ${rowNoun} ${title} gives a class a probability of exactly 0 (${exactZeros} in all), ${clipped}${then}.`
  })
}

function excluded(scores: readonly Score[], n: number, rowNoun: string): string[] {
  return scores
    .filter((score) => score.n < n)
    .map(
      (score) =>
        `${n - score.n} of ${n} ${rowNoun} have no probabilities from ${score.title} and are left out of its comparisons.`,
    )
}

function rare(scores: readonly Score[], rowNoun: string): string[] {
  const few = (scores[0]?.perClass ?? []).filter(({ rows }) => rows < FEW)
  if (few.length === 0) return []
  const counts = few.map(({ class: name, rows }) => `${rows} "${name}"`).join(' and ')
  return [`The test ${rowNoun} hold only ${counts}: what is said of so rare a class may change with the next one.`]
}

function tooGood(
  comparisons: readonly Comparison[],
  params: EvaluateParams,
  title: (label: string) => string,
): string[] {
  return comparisons
    .filter(({ baseline, logLoss }) => params.ceiling.includes(baseline) && logLoss.mean < 0)
    .map(
      ({ model, baseline, logLoss }) =>
        `The log loss of ${title(model)} is ${direction(logLoss)} that of ${title(baseline)}, which honest models hardly beat: look for a leak (${intervalClause(logLoss)}).`,
    )
}
