import type { Labels } from 'millrace'
import {
  averagePrecision,
  type Probabilities,
  rocAucOneVsOne,
  rocAucOneVsRest,
  topKAccuracy,
  type Weighted,
} from 'millrace/ml'
import { ofOneClass } from './of-one-class.ts'

/** How well the probabilities put the rows of a class first. */
export interface RankingScores {
  /** One class against the rest; classes without a row are left out of the means. */
  readonly rocAuc: {
    readonly macro: number | null
    readonly weighted: number | null
    readonly absent: readonly string[]
    readonly perClass: readonly { readonly class: string; readonly value: number }[]
    /** Pairs of classes on their own rows; null where fewer than two classes have rows. */
    readonly oneVsOne: { readonly macro: number; readonly weighted: number } | null
  }
  /** Each class against the rest: guessing gives the share of the class. */
  readonly averagePrecision: {
    readonly macro: number
    readonly weighted: number
    readonly perClass: readonly { readonly class: string; readonly value: number; readonly share: number }[]
  }
  /** The true class among the k most probable ones; null where k is all of them. */
  readonly topK: { readonly k: number; readonly value: number } | null
}

const finite = (value: number) => (Number.isFinite(value) ? value : null)

/** Metrics of the order of probabilities. @throws E_ML_ONE_CLASS where all rows are of one class */
export function rankingScores(
  actual: Labels,
  probabilities: Probabilities,
  k: number,
  weighted: Weighted,
): RankingScores {
  const auc = rocAucOneVsRest(actual, probabilities, weighted)
  const pairs = ofOneClass(() => rocAucOneVsOne(actual, probabilities, weighted))
  const { classes, codes } = actual
  const total = auc.perClass.reduce((sum, { support }) => sum + support, 0)
  const precisions = auc.perClass.map(({ class: name, support }) => {
    const code = classes.indexOf(name)
    const value = averagePrecision(
      codes.map((own) => (own === code ? 1 : 0)),
      Float64Array.from(codes, (_, i) => probabilities.data[i * classes.length + code]!),
      weighted,
    )
    return { class: name, value, share: support / total }
  })
  return {
    rocAuc: {
      macro: finite(auc.macro),
      weighted: finite(auc.weighted),
      absent: auc.absent,
      perClass: auc.perClass.map(({ class: name, value }) => ({ class: name, value })),
      oneVsOne: pairs === null ? null : { macro: pairs.macro, weighted: pairs.weighted },
    },
    averagePrecision: {
      macro: precisions.reduce((sum, { value }) => sum + value, 0) / precisions.length,
      weighted: precisions.reduce((sum, { value, share }) => sum + value * share, 0),
      perClass: precisions,
    },
    topK: k >= classes.length ? null : { k, value: topKAccuracy(actual, probabilities, { ...weighted, k }) },
  }
}
