import type { Findings } from 'millrace'
import type { Explanation } from 'millrace/ml'
import type { ImportanceDocument } from './importance-document.ts'
import type { Judge } from './judge-rows.ts'
import type { ExplainParams } from './params.ts'
import type { Example } from './pick-examples.ts'
import type { Explained } from './read-explained.ts'
import { methodSentence, numberText, unitWords } from './words.ts'

/** Gaps up to this are rounding. */
const mostGap = 1e-5

export interface ExplainEvidence {
  readonly document: ImportanceDocument
  readonly explanation: Explanation
  readonly explained: Explained
  readonly examples: readonly Example[]
  readonly judge: Judge
  readonly target: string
  /** Whose dependence it is: `the probability of “win”`. */
  readonly dependsOn: string
}

/** What the explanations say, in sentences. */
export function writeFindings(evidence: ExplainEvidence, params: ExplainParams): Findings {
  const { document, explanation, explained, examples, target } = evidence
  const [first] = document.features
  const unit = unitWords(explanation, target)
  const { largestGap } = document.additivity
  const noun = params.rowNoun
  const of = document.n < document.rowsInTable ? `${document.n} of ${document.rowsInTable}` : String(document.n)
  const summed = explanation.outputs.length > 1 ? ', summed over the classes' : ''
  return {
    headline:
      first === undefined || first.overall === 0
        ? 'No feature moves what the model says.'
        : `“${first.name}” moves what the model says the most: by ${numberText(first.overall)} (${unit}) on average${summed}, ${Math.round(100 * first.share)} % of what all ${document.features.length} features do, over ${of} ${noun}.`,
    statements: [
      ...permutationSentences(evidence, params),
      ...document.dependence.map((each) => dependenceSentence(each, evidence)),
      ...examples.map(
        ({ kind, row, verdict }) =>
          `A ${kind === 'highest' ? 'row with the highest prediction' : `${kind} row`}: ${explained.names[row]}, where the model ${verdict}.`,
      ),
      `${methodSentence(explanation, document.backgroundRows)} They add up to what the model says within ${largestGap.toExponential(0)}.`,
      ...(document.beforeCalibration
        ? [
            'The model is calibrated: what is explained is the model within, before the calibration, which changes how sure it is and not why.',
          ]
        : []),
      ...(document.standardError === null
        ? []
        : [
            `The largest standard error of a contribution by the draws is ${numberText(document.standardError)} (${unit}).`,
          ]),
      ...(document.drift === null
        ? []
        : [
            `The order in which features matter is that of the reference to an NDCG of ${document.drift.ndcg.toFixed(3)} (1 is the same order).`,
          ]),
    ],
    warnings: [
      ...(largestGap <= mostGap
        ? []
        : [
            `Contributions do not add up to what the model says: a row is off by ${numberText(largestGap)}. Do not rely on them.`,
          ]),
      ...(document.drift?.drifted === true
        ? [
            `The model rests on other features than in the reference: NDCG ${document.drift.ndcg.toFixed(3)}, below ${document.drift.threshold}.`,
          ]
        : []),
    ],
  }
}

function permutationSentences({ document, judge }: ExplainEvidence, { rowNoun, level }: ExplainParams): string[] {
  const ranked = [...document.features].sort((a, b) => b.permutation.mean - a.permutation.mean)
  const [most] = ranked
  if (most === undefined) return []
  const { mean, lower, upper } = most.permutation
  const needed = ranked.filter((feature) => feature.permutation.lower > 0).length
  const percent = Number((100 * level).toFixed(1))
  const rise = `by ${numberText(mean)} ${judge.unit} (${percent} % interval ${numberText(lower)} to ${numberText(upper)}, ${document.n} ${rowNoun})`
  return [
    mean <= 0
      ? `Shuffling any one column does not make the ${judge.words} worse.`
      : `Shuffling “${most.name}” makes the ${judge.words} worse the most: ${rise}.`,
    needed === 0
      ? `No feature’s interval lies above 0: on ${document.n} ${rowNoun} it cannot be told that the model needs any single one of them, which does not mean that it needs none together.`
      : `The intervals of ${needed} of ${document.features.length} features lie above 0; of features that say the same, each can look useless beside the other.`,
  ]
}

function dependenceSentence(
  { feature, grid, average }: ImportanceDocument['dependence'][number],
  { dependsOn }: ExplainEvidence,
): string {
  if (grid.some((value) => typeof value === 'string')) {
    const order = Array.from(average.keys()).sort((a, b) => (average[a] as number) - (average[b] as number))
    const [low, high] = [order[0] as number, order.at(-1) as number]
    return `Of the categories of “${feature}”, ${dependsOn} is lowest for ${grid[low]} (${numberText(average[low] as number)} on average) and highest for ${grid[high]} (${numberText(average[high] as number)}).`
  }
  const ends = [average[0], average.at(-1)].map((value) => numberText(value ?? 0))
  const values = [grid[0], grid.at(-1)].map((value) => numberText(Number(value ?? 0)))
  return `With “${feature}” from ${values.join(' to ')} and all else as it was, ${dependsOn} goes from ${ends.join(' to ')} on average.`
}
