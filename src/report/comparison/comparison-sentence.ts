import { countOf } from '../text/count-of.ts'
import { listWords } from '../text/list-words.ts'
import type { ComparisonModel } from './comparison-model.ts'

/**
 * What differs, in a sentence or two: causes first, then consequences.
 *
 * @example
 * comparisonSentence(model) // '1 parameter and 2 inputs differ in the making. Of 60 metrics 14 differ, and 3 figures.'
 */
export function comparisonSentence({ causes, metrics, equalMetrics, figures }: ComparisonModel): string {
  const differing = causes.filter(({ rows }) => rows.length > 0)
  const words = differing.map(({ rows, nouns }) => countOf(rows.length, ...nouns))
  const isOne = differing.length === 1 && differing[0]!.rows.length === 1
  const made =
    words.length === 0
      ? 'Both were made of the same.'
      : `${listWords(words)} ${isOne ? 'differs' : 'differ'} in the making.`
  const total = metrics.length + equalMetrics
  const drawn =
    figures.length === 0 ? '' : `${metrics.length === 0 ? '' : ','} and ${countOf(figures.length, 'figure')}`
  if (total === 0) return made
  if (metrics.length === 0) return `${made} All ${countOf(total, 'metric')} are the same.`
  return `${made} Of ${countOf(total, 'metric')} ${metrics.length} ${metrics.length === 1 ? 'differs' : 'differ'}${drawn}.`
}
