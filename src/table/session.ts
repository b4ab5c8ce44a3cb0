import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { duckdbClient } from './duckdb-client.ts'
import { sqlName, sqlString } from './quote.ts'

export interface SessionOptions {
  /** Default 1: with two, sums of floating-point numbers differ from run to run. */
  readonly threads?: number
  /** As DuckDB writes it: `2GB`. Default: DuckDB's own, 80% of the machine. */
  readonly memoryLimit?: string
  /** Where what does not fit into memory goes. Default: a folder under the system's. */
  readonly tempDirectory?: string
  /** Folders that stay reachable in a sandbox, with all that is below them. */
  readonly allowedDirectories?: readonly string[]
  /** Files that stay reachable in a sandbox. */
  readonly allowedPaths?: readonly string[]
  /** Nothing but the allowed paths can be read or written, no extension loaded, no setting changed. Default false. */
  readonly sandbox?: boolean
}

/**
 * One fresh in-memory DuckDB with one connection, in UTC. It opens at its first use, so making one costs nothing.
 *
 * A second query on a connection ends the stream that is still open on it, silently and with rows missing; so every
 * use takes its turn through `exclusive`. Never call a method of the session from inside `exclusive`: it would wait
 * for itself.
 */
export interface Session {
  readonly threads: number
  /** Runs `use` when all earlier uses have ended, and returns its value. */
  exclusive<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Runs one or several statements and drops their results. */
  run(sql: string): Promise<void>
  /** All rows of a small result as JSON-like values: 64-bit integers, decimals, dates and times are strings. */
  all(sql: string): Promise<readonly (readonly unknown[])[]>
  /** A name, quoted, that no relation of this session has yet. */
  freshName(): string
  /** What is worth asking DuckDB only once a session. */
  readonly memo: Map<string, unknown>
  /** Waits for what runs, then frees everything. Closing twice is allowed. */
  close(): Promise<void>
}

const inFolder = (path: string) => (path.endsWith('/') ? path : `${path}/`)
const list = (items: readonly string[]) => `[${items.map(sqlString).join(', ')}]`

async function openInstance(
  options: SessionOptions,
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const { DuckDBInstance } = await duckdbClient()
  const tempDirectory = options.tempDirectory ?? join(tmpdir(), `millrace-${process.pid}`)
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads ?? 1),
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    temp_directory: tempDirectory,
    ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
  })
  const connection = await instance.connect()
  await connection.run("SET GLOBAL TimeZone = 'UTC'")
  if (options.sandbox) {
    await connection.run(`SET allowed_directories = ${list((options.allowedDirectories ?? []).map(inFolder))}`)
    await connection.run(`SET allowed_paths = ${list(options.allowedPaths ?? [])}`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
  }
  return { instance, connection }
}

const sessionHint =
  'A table lives as long as the stage that it was made in: hand rows on as an output, and wait for every read.'

/** A session of its own; `useSession` makes it the one that tables are made in when none is named. */
export function openSession(options: SessionOptions = {}): Session {
  let opened: ReturnType<typeof openInstance> | undefined
  let last: Promise<unknown> = Promise.resolve()
  let closed = false
  let names = 0

  function exclusive<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    if (closed)
      return Promise.reject(
        new MillraceError('E_TABLE_SESSION', 'The DuckDB session of a table was closed.', { hint: sessionHint }),
      )
    opened ??= openInstance(options)
    const ready = opened
    const turn = last.then(async () => use((await ready).connection))
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    threads: options.threads ?? 1,
    memo: new Map(),
    exclusive,
    async run(sql) {
      await exclusive((connection) => connection.run(sql))
    },
    all: (sql) => exclusive(async (connection) => (await connection.runAndReadAll(sql)).getRowsJson()),
    freshName: () => sqlName(`__millrace_${++names}`),
    async close() {
      if (closed) return
      closed = true
      await last
      const { instance, connection } = (await opened?.catch(() => undefined)) ?? {}
      connection?.closeSync()
      instance?.closeSync()
    },
  }
}
