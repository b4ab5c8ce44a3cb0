import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { currentSession, openSession, type Session, Table, useSession } from '../../src/table/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-session-'))
const allowed = join(folder, 'allowed')
const outside = join(folder, 'outside.csv')
const single = join(folder, 'single.csv')
mkdirSync(allowed)
writeFileSync(outside, 'a\n1\n')
writeFileSync(single, 'a\n2\n')
symlinkSync(folder, join(allowed, 'link'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('openSession', () => {
  test('a session has one thread, UTC and keeps the order of rows', async () => {
    const session = openSession()
    const [row] = await session.all(
      "SELECT current_setting('threads'), current_setting('TimeZone'), current_setting('preserve_insertion_order')",
    )
    expect(row!.map(String)).toEqual(['1', 'UTC', 'true'])
    await session.close()
  })

  test('memory limit and temp directory are taken as given', async () => {
    const session = openSession({ memoryLimit: '123MB', tempDirectory: join(folder, 'temp') })
    const [row] = await session.all("SELECT current_setting('memory_limit'), current_setting('temp_directory')")
    expect(row).toEqual(['117.3 MiB', join(folder, 'temp')])
    await session.close()
  })

  test('two reads at once do not cut each other short', async () => {
    const session = openSession()
    const table = Table.from(
      { x: new Float64Array(300_000).fill(1), y: new Float64Array(300_000).fill(2) },
      {},
      session,
    )
    const [x, y] = await Promise.all([table.column('x'), table.column('y')])
    expect((x.values as Float64Array).reduce((a, b) => a + b)).toBe(300_000)
    expect((y.values as Float64Array).reduce((a, b) => a + b)).toBe(600_000)
    await session.close()
  })

  test('a closed session says so, and closing it twice does no harm', async () => {
    const session = openSession()
    const table = Table.from({ x: [1] }, {}, session)
    await table.count()
    await session.close()
    await session.close()
    await expect(table.column('x')).rejects.toMatchObject({ code: 'E_TABLE_SESSION' })
  })

  test('a session that was never used closes without opening DuckDB', async () => {
    await openSession({ memoryLimit: 'nonsense' }).close()
  })
})

describe('a sandboxed session', () => {
  let session: Session
  beforeAll(async () => {
    session = openSession({
      sandbox: true,
      allowedDirectories: [allowed],
      allowedPaths: [single],
      tempDirectory: join(folder, 'spill'),
      memoryLimit: '60MB',
    })
    await session.run('CREATE TABLE t AS SELECT 1 AS a')
  })
  afterAll(() => session.close())

  test('reads and writes what is allowed', async () => {
    await session.run(`COPY t TO '${join(allowed, 'a.parquet')}' (FORMAT parquet)`)
    expect(await session.all(`FROM '${join(allowed, 'a.parquet')}'`)).toEqual([[1]])
    expect(await session.all(`FROM '${single}'`)).toEqual([['2']])
  })

  test('spills to its temp directory', async () => {
    const [row] = await session.all('SELECT count(*) FROM (SELECT random() r FROM range(12000000) ORDER BY r)')
    expect(row).toEqual(['12000000'])
  })

  test.each([
    ['reading another file', `FROM read_csv('${outside}')`],
    ['reading another file by its name', `FROM '${outside}'`],
    ['reading another file as text', `FROM read_text('${outside}')`],
    ['climbing out of an allowed folder', `FROM read_csv('${allowed}/../outside.csv')`],
    ['following a link out of an allowed folder', `FROM read_csv('${allowed}/link/outside.csv')`],
    ['listing a folder', `FROM glob('${folder}/*')`],
    ['writing another file', `COPY t TO '${folder}/new.csv'`],
    ['exporting', `EXPORT DATABASE '${folder}/export'`],
    ['attaching a database', `ATTACH '${folder}/x.db'`],
    ['installing an extension', 'INSTALL httpfs'],
    ['loading an extension', 'LOAD httpfs'],
    ['changing a setting', 'SET threads = 4'],
    ['changing a setting of the session', "SET SESSION TimeZone = 'Europe/Madrid'"],
    ['resetting a setting', 'RESET enable_external_access'],
    ['unlocking', 'SET lock_configuration = false'],
    ['allowing itself more', `SET allowed_directories = ['/']`],
    ['a pragma', 'PRAGMA threads = 4'],
    ['the web', `FROM read_csv('https://example.org/a.csv')`],
  ])('refuses %s', async (_title, sql) => {
    await expect(session.run(sql)).rejects.toThrow(/Permission|locked|does not exist|Cannot|disabled/)
    expect(existsSync(join(folder, 'new.csv'))).toBe(false)
  })
})

describe('the current session', () => {
  test('is made when none was set, and is one', () => {
    expect(currentSession()).toBe(currentSession())
  })

  test('is replaced by useSession until it is put back', () => {
    const before = currentSession()
    const mine = openSession()
    const restore = useSession(mine)
    expect(currentSession()).toBe(mine)
    expect(Table.from({ a: [1] }).session).toBe(mine)
    restore()
    expect(currentSession()).toBe(before)
  })

  test('is shared by two copies of the module', async () => {
    const path = new URL('../../src/table/current-session.ts?copy', import.meta.url).href
    const copy = (await import(/* @vite-ignore */ path)) as typeof import('../../src/table/current-session.ts')
    expect(copy.currentSession).not.toBe(currentSession)
    expect(copy.currentSession()).toBe(currentSession())
  })
})
