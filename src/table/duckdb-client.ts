import type * as Client from '@duckdb/node-api'

type Load = () => typeof Client

const key = Symbol.for('millrace.duckdb')
/** Under a global symbol and not in this module: a stage's bundle carries its own copy of the module. */
const holder = globalThis as typeof globalThis & { [key]?: Load }

/** DuckDB's client, loaded at its first use: most processes need none. */
export async function duckdbClient(): Promise<typeof Client> {
  return holder[key]?.() ?? (await import('@duckdb/node-api'))
}

/**
 * Sets how this process loads the client. A worker sets `require`: for an `import` of the client's 130 CommonJS files Node
 * first reads each for the names that it exports, which costs 0.12 s of processor time. A stage's bundle, which can lie
 * anywhere, has only the address that its `import` was given.
 */
export function loadDuckdbBy(load: Load): void {
  holder[key] = load
}
