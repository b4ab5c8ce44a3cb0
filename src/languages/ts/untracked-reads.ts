import { parseSync } from 'oxc-parser'
import type { SourcePosition } from '../../base/errors/position.ts'

/** Something in a stage's code that reaches what no digest sees. */
export interface UntrackedRead {
  readonly what: string
  readonly at: SourcePosition
}

/** Finds imports whose target is computed and uses of `import.meta`, in one source file. */
export function findUntrackedReads(path: string, text: string, shown: string): UntrackedRead[] {
  const { module } = parseSync(path, text)
  const reads: UntrackedRead[] = []
  for (const { moduleRequest } of module.dynamicImports) {
    const target = text.slice(moduleRequest.start, moduleRequest.end)
    if (!/^(['"]).*\1$|^`[^$]*`$/s.test(target)) {
      reads.push({ what: `import(${target})`, at: positionAt(text, moduleRequest.start, moduleRequest.end, shown) })
    }
  }
  for (const { start, end } of module.importMetas) {
    reads.push({ what: 'import.meta', at: positionAt(text, start, end, shown) })
  }
  return reads
}

function positionAt(text: string, start: number, end: number, file: string): SourcePosition {
  const before = text.slice(0, start).split('\n')
  const line = before.length
  return { file, line, column: before[line - 1]!.length + 1, length: end - start, text: text.split('\n')[line - 1]! }
}
