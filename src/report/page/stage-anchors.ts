import type { StageCard } from '../report-model.ts'

/** The id of each stage's card: readable, without characters that an address would have to escape, and unique. */
export function stageAnchors(stages: readonly StageCard[]): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>()
  const taken = new Set<string>()
  for (const { name } of stages) {
    const base = `stage-${name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/-+$/, '')}`
    let anchor = base
    for (let count = 2; taken.has(anchor); count += 1) anchor = `${base}-${count}`
    taken.add(anchor)
    anchors.set(name, anchor)
  }
  return anchors
}
