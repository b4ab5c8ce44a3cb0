/** `chain`: each stage reads the one before it. `fan`: all but the last read the source; the last reads them all. */
export type Shape = 'chain' | 'fan'

export interface DagStage {
  readonly name: string
  /** Empty: it reads the source file. */
  readonly reads: readonly string[]
}

/** @param size how many stages */
export function dag(shape: Shape, size: number): DagStage[] {
  const names = Array.from({ length: size }, (_, i) => `s${i}`)
  return names.map((name, i) => {
    if (shape === 'chain') return { name, reads: i === 0 ? [] : [names[i - 1]!] }
    return { name, reads: i === size - 1 ? names.slice(0, -1) : [] }
  })
}
