import { readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'

/** Every module that a source file names: imports, re-exports, type imports and literal dynamic imports. */
export function importsOf(path: string): { specifier: string; line: number }[] {
  const text = readFileSync(path, 'utf8')
  const { module } = parseSync(path, text)
  const found = [
    ...module.staticImports.map(({ moduleRequest }) => ({ specifier: moduleRequest.value, at: moduleRequest.start })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) =>
        moduleRequest ? [{ specifier: moduleRequest.value, at: moduleRequest.start }] : [],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      specifier: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
      at: moduleRequest.start,
    })),
    // import('./x.ts').Type in a type position
    ...[...text.matchAll(/\bimport\(\s*(['"])([^'"]+)\1\s*\)\./g)].map((match) => ({
      specifier: match[2]!,
      at: match.index,
    })),
  ]
  return found.map(({ specifier, at }) => ({ specifier, line: text.slice(0, at).split('\n').length }))
}
