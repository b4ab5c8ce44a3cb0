import { readFileSync } from 'node:fs'
import type { ParamIssue } from '../../engine/contracts/manifest.ts'
import type { LanguageRuntime } from '../../engine/contracts/runtime.ts'
import { tagOfAllInputs } from '../../engine/link.ts'
import { type SqlParameters, Table } from '../../table/index.ts'
import { readQuery } from './read-query.ts'

/** Runs SQL stages: the worker's half of the language. */
export const sqlRuntime: LanguageRuntime = {
  name: 'sql',
  exchanges: 'values',
  async load(executable, file) {
    const text = readFileSync(executable, 'utf8')
    const { tables, params: names } = await readQuery(text, file)
    return {
      manifest: {
        inputs: Object.fromEntries(tables.map((name) => [name, { kind: 'table' as const }])),
        outputs: { table: { kind: 'table', tagFrom: tagOfAllInputs } },
        random: false,
        volatile: false,
        paramsSchema: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, {}])) },
      },
      resolveParams(raw) {
        const given = raw as Record<string, unknown>
        const issues: ParamIssue[] = [
          ...Object.keys(given)
            .filter((name) => !names.includes(name))
            .map((name) => ({ path: [name], message: `the query has no parameter "$${name}"`, known: names })),
          ...names
            .filter((name) => !(name in given))
            .map((name) => ({ path: [name], message: `the query needs a value for "$${name}"` })),
          ...Object.entries(given)
            .filter(([, value]) => typeof value === 'object' && value !== null && !Array.isArray(value))
            .map(([name]) => ({
              path: [name],
              message: `parameter "${name}": expected one value or a list, received a map`,
            })),
        ]
        return issues.length === 0 ? { ok: true, params: given } : { ok: false, issues }
      },
      async run({ inputs, params }) {
        const views = inputs as Record<string, Table>
        return { table: Table.query(text, views, { params: params as SqlParameters, file }) }
      },
    }
  },
}
