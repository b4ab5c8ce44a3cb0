/**
 * Whether a node below splits on the features of `path` may split on `feature`: when it is on the path already, or when
 * one of the sets holds it and the whole path. The root may split on any.
 *
 * Source: XGBoost, `src/tree/constraints.cc: FeatureInteractionConstraintHost`. O(sets · path).
 */
export function mayInteract(feature: number, path: readonly number[], sets: readonly (readonly number[])[]): boolean {
  if (sets.length === 0 || path.length === 0 || path.includes(feature)) return true
  return sets.some((set) => set.includes(feature) && path.every((used) => set.includes(used)))
}
