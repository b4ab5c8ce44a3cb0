import { createContext, runInContext } from 'node:vm'
import { transformSync } from 'esbuild'

/**
 * Runs the code of cells one after the other as a kernel does: what a cell defines is there for the next, and a cell is worth its last
 * expression.
 * @param modules what imports lead to, by specifier
 * @returns what each cell shows, and a way to ask for a name after all of them
 */
export function runCells(cells: readonly string[], modules: Readonly<Record<string, unknown>>) {
  const context = createContext({ modules })
  const run = (code: string): unknown => runInContext(code, context)
  const shown = cells.map((cell) => {
    const script = cell.replace(
      /^import \{ (.*) \} from '(.*)'$/gm,
      (_, names: string, specifier: string) => `var { ${names} } = modules[${JSON.stringify(specifier)}]`,
    )
    return run(transformSync(script, { loader: 'ts', target: 'node20', tsconfigRaw: '{}' }).code)
  })
  return { shown, valueNow: run }
}
