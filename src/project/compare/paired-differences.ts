import type { ComparedMetric, Estimate } from '../../report/comparison/comparison-model.ts'
import { estimatesIn } from './estimates-in.ts'

/**
 * The differences between two models that a document holds, b minus a: objects that name them as `model` and `baseline`,
 * with estimates of model minus baseline below. An object that names them the other way round is turned.
 *
 * @example
 * pairedDifferences({ model: 'x', baseline: 'y', loss: { mean: -1, lower: -2, upper: 0 } }, ['y'], ['x'])
 * // [{ name: 'loss', difference: { value: -1, lower: -2, upper: 0 } }]
 */
export function pairedDifferences(document: unknown, a: readonly string[], b: readonly string[]): ComparedMetric[] {
  const found = new Map<string, ComparedMetric>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { model, baseline } = node as Record<string, unknown>
    const isForth = b.includes(model as string) && a.includes(baseline as string)
    const isBack = a.includes(model as string) && b.includes(baseline as string)
    if (isForth || isBack) {
      for (const [name, estimate] of estimatesIn(node))
        if (estimate.lower !== undefined) found.set(name, { name, difference: isForth ? estimate : turned(estimate) })
      return
    }
    for (const item of Object.values(node)) visit(item)
  }
  visit(document)
  return [...found.values()]
}

function turned({ value, lower, upper, ...rest }: Estimate): Estimate {
  return { value: -value, lower: -upper!, upper: -lower!, ...rest }
}
