import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import type { EcmaScriptModule } from 'oxc-parser'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import { packageRoot } from '../../base/package-root.ts'
import { shownPath } from '../../base/shown-path.ts'

/** Something in a stage's code that reaches what no digest sees. */
export interface UntrackedRead {
  readonly what: string
  readonly at: SourcePosition
}

/** Looks for untracked reads in every source file that a bundle takes in, Millrace's own aside. */
export function untrackedReads(projectFolder: string): { plugin: Plugin; error(): MillraceError | undefined } {
  const own = ['src', 'dist'].map((folder) => `${join(packageRoot(), folder)}/`)
  const found: UntrackedRead[] = []
  const plugin: Plugin = {
    name: 'millrace-reads',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, async ({ path }) => {
        if (own.some((folder) => path.startsWith(folder))) return undefined
        const { parseSync } = await import('oxc-parser')
        const text = readFileSync(path, 'utf8')
        found.push(...findUntrackedReads(parseSync(path, text).module, text, shownPath(path, projectFolder)))
        return undefined
      })
    },
  }
  return { plugin, error: () => readError(found) }
}

function readError(reads: UntrackedRead[]): MillraceError | undefined {
  const [first] = reads.sort((a, b) => (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.line - b.at.line))
  if (first === undefined) return undefined
  return new MillraceError('E_STAGE_READS', `a stage cannot use ${first.what}: what it leads to is in no digest`, {
    at: first.at,
    hint: 'Import by a literal name, and read data through an input of kind file.',
  })
}

/**
 * Finds imports whose target is computed and uses of `import.meta`, in one source file.
 * @param module what oxc-parser says of the file as a module
 */
export function findUntrackedReads(module: EcmaScriptModule, text: string, shown: string): UntrackedRead[] {
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
