import type { Dimension, Params } from './space.ts'

/** Whether a parameter exists beside the values that its parents have. O(conditions). */
export function isActive({ when }: Dimension, params: Params): boolean {
  return Object.entries(when ?? {}).every(
    ([parent, wanted]) => parent in params && [wanted].flat().includes(params[parent] as never),
  )
}
