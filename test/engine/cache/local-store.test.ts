import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../src/base/hash.ts'
import { claimFolder } from '../../../src/engine/cache/claim-folder.ts'
import { DigestMemo } from '../../../src/engine/cache/digest-memo.ts'
import { LocalStore } from '../../../src/engine/cache/local-store.ts'
import { type LockFile, readLock, writeLock } from '../../../src/engine/cache/lock-file.ts'
import { materialise, removeOtherFiles } from '../../../src/engine/cache/materialise.ts'
import { isFolderToken, sameTokens, statToken, takeTokens } from '../../../src/engine/cache/stat-token.ts'
import { writeAtomically } from '../../../src/engine/cache/write-atomically.ts'
import type { ArtifactRecord } from '../../../src/engine/contracts/artifact.ts'
import type { ActionEntry, KeyDocument } from '../../../src/engine/contracts/cache.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

describe('statToken', () => {
  test('changes with content and with time, not with mode bits of another file, and is undefined for no file', async () => {
    const folder = temporaryFolder({ 'a.txt': 'one' })
    const path = join(folder, 'a.txt')
    const before = takeTokens([path, join(folder, 'none')])
    expect(before[join(folder, 'none')]).toBeNull()
    expect(sameTokens(before)).toBe(true)
    utimesSync(path, 1, 1)
    expect(sameTokens(before)).toBe(false)
    const touched = statToken(path)
    writeFileSync(path, 'two')
    expect(statToken(path)).not.toBe(touched)
    expect(isFolderToken(statToken(folder))).toBe(true)
    expect(isFolderToken(statToken(path))).toBe(false)
  })
})

describe('DigestMemo', () => {
  test('remembers over runs, digests again what was touched, and forgets what is damaged', async () => {
    const folder = temporaryFolder({ 'a.txt': 'one' })
    const path = join(folder, 'a.txt')
    await new Promise((resolve) => setTimeout(resolve, 120))
    const memo = new DigestMemo(join(folder, 'memo.json'))
    expect(await memo.digest(path)).toBe(sha256('one'))
    expect(await memo.digest(join(folder, 'none'))).toBeUndefined()
    memo.save()
    const [known] = Object.values(JSON.parse(readFileSync(join(folder, 'memo.json'), 'utf8')))
    expect(known).toEqual({ token: statToken(path), digest: sha256('one') })

    const later = new DigestMemo(join(folder, 'memo.json'))
    writeFileSync(path, 'two')
    expect(await later.digest(path)).toBe(sha256('two'))
    writeFileSync(join(folder, 'memo.json'), '{ "half')
    expect(await new DigestMemo(join(folder, 'memo.json')).digest(path)).toBe(sha256('two'))
  })

  test('of two runs at once keeps what both found out', async () => {
    const folder = temporaryFolder({ 'a.txt': 'one', 'b.txt': 'two' })
    const [first, second] = [1, 2].map(() => new DigestMemo(join(folder, 'memo.json')))
    first!.remember(join(folder, 'a.txt'), sha256('one'))
    second!.remember(join(folder, 'b.txt'), sha256('two'))
    first!.save()
    second!.save()
    first!.remember(join(folder, 'c.txt'), sha256('three'), 'of another time')
    first!.save()
    expect(Object.keys(JSON.parse(readFileSync(join(folder, 'memo.json'), 'utf8'))).sort()).toEqual(
      ['a.txt', 'b.txt', 'c.txt'].map((name) => join(folder, name)),
    )
  })

  test('does not remember what has just been written: it may change again within one tick of the clock', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a.txt')
    const memo = new DigestMemo(join(folder, 'memo.json'))
    writeFileSync(path, 'one')
    await memo.digest(path)
    memo.save()
    expect(existsSync(join(folder, 'memo.json'))).toBe(false)
  })
})

describe('LocalStore', () => {
  test('keeps objects by content, read-only, and takes the same twice', async () => {
    const { store, put } = newStore()
    const path = await put('hello')
    expect(path).toBe(store.objectPath(sha256('hello')))
    expect(statSync(path).mode & 0o222).toBe(0)
    expect(await put('hello')).toBe(path)
    expect(await store.verifyObject(sha256('hello'))).toBe('intact')
    expect(await store.verifyObject(sha256('other'))).toBe('missing')
  })

  test('knows a damaged object whatever its mode bits say, sets it aside when it is told to, and takes it again', async () => {
    const { store, put } = newStore()
    const path = await put('hello')
    chmodSync(path, 0o644)
    truncateSync(path, 2)
    chmodSync(path, 0o444)
    expect(await store.verifyObject(sha256('hello'))).toBe('damaged')
    expect(existsSync(path)).toBe(true)
    const aside = await store.setAside(sha256('hello'))
    expect(readFileSync(aside!, 'utf8')).toBe('he')
    expect(existsSync(path)).toBe(false)
    expect(await store.setAside(sha256('hello'))).toBeUndefined()
    expect(readdirSync(store.path('damaged'))).toHaveLength(1)
    expect(await store.verifyObject(sha256('hello'))).toBe('missing')
    await put('hello')
    expect(await store.verifyObject(sha256('hello'))).toBe('intact')
  })

  test('takes what comes in place of a damaged object, which it sets aside', async () => {
    const { store, put } = newStore()
    const path = await put('hello')
    chmodSync(path, 0o644)
    writeFileSync(path, 'jello')
    await put('hello')
    expect(readFileSync(path, 'utf8')).toBe('hello')
    expect(readdirSync(store.path('damaged'))).toHaveLength(1)
  })

  test('makes an intact object that was writable read-only again, and says so once', async () => {
    const { store, put } = newStore()
    const path = await put('hello')
    expect(await store.protectObject(sha256('hello'))).toBe(false)
    chmodSync(path, 0o666)
    expect(await store.protectObject(sha256('hello'))).toBe(true)
    expect(statSync(path).mode & 0o777).toBe(0o444)
    expect(await store.protectObject(sha256('hello'))).toBe(false)
    chmodSync(path, 0o644)
    writeFileSync(path, 'jello')
    expect(await store.protectObject(sha256('hello'))).toBe(false)
  })

  test('keeps every result for a key, newest first, the same result once, and leaves out what is half written', () => {
    const { store } = newStore()
    const key = { fingerprint: { format: 1 }, codeFiles: {} } as unknown as KeyDocument
    const fingerprint = sha256('key')
    expect(store.actions(fingerprint)).toEqual([])
    store.recordAction(entry('one', 100), key)
    store.recordAction(entry('two', 300), key)
    store.recordAction(entry('one', 200), key)
    expect(store.actions(fingerprint).map(({ finishedAt }) => finishedAt)).toEqual([301, 300])
    expect(store.key(fingerprint)).toEqual(key)
    writeFileSync(store.path('actions', fingerprint, 'half.json'), '{ "finger')
    expect(store.actions(fingerprint)).toHaveLength(2)
  })
})

describe('materialise', () => {
  const record = (text: string) => ({ extension: '.json', file: sha256(text) }) as ArtifactRecord

  test('puts a copy, never a link: writing to it does not reach the store', async () => {
    const { store, put, folder } = newStore()
    const object = await put('one')
    const path = join(folder, 'artifacts', 'value.json')
    expect(await materialise(store, record('one'), path)).toBeUndefined()
    expect(statSync(path).ino).not.toBe(statSync(object).ino)
    expect(statSync(object).nlink).toBe(1)
    writeFileSync(path, 'scribbled')
    expect(readFileSync(object, 'utf8')).toBe('one')
  })

  test('puts aside what a person has edited, and overwrites what an earlier run left', async () => {
    const { store, put, folder } = newStore()
    await put('one')
    await put('two')
    const path = join(folder, 'artifacts', 'value.json')
    await materialise(store, record('one'), path)
    expect(await materialise(store, record('two'), path)).toBeUndefined()
    writeFileSync(path, 'mine')
    const aside = await materialise(store, record('one'), path)
    expect(aside).toBe(join(folder, 'artifacts', `value.edited-${sha256('mine').slice(0, 8)}.json`))
    expect(readFileSync(aside!, 'utf8')).toBe('mine')
    expect(readFileSync(path, 'utf8')).toBe('one')
  })

  test('takes away left-over outputs and copies of dead runs, never what a person or a live run has there', async () => {
    const { store, put, folder } = newStore()
    await put('old')
    const artifacts = join(folder, 'artifacts')
    for (const [name, text] of [
      ['gone.json', 'old'],
      ['kept.json', 'old'],
      ['notes.txt', 'mine'],
      ['a.json.999999999.tmp', 'half'],
      [`b.json.${process.pid}.tmp`, 'half'],
    ])
      writeAtomically(join(artifacts, name!), text!)
    await removeOtherFiles(store, artifacts, new Set(['kept.json']))
    expect(readdirSync(artifacts).sort()).toEqual([`b.json.${process.pid}.tmp`, 'kept.json', 'notes.txt'])
    await removeOtherFiles(store, join(folder, 'none'), new Set())
  })
})

describe('the lock file', () => {
  const lock: LockFile = { format: 1, pipeline: 'p', stages: { a: { fingerprint: sha256('a'), outputs: {} } } }

  test('is not written again when it says the same, and is nothing when it is damaged or of another format', () => {
    const path = join(temporaryFolder(), 'pipeline.lock')
    writeLock(path, lock)
    const token = statToken(path)
    expect(JSON.parse(JSON.stringify(readLock(path)))).toEqual(lock)
    writeLock(path, { ...lock })
    expect(statToken(path)).toBe(token)
    writeLock(path, { ...lock, pipeline: 'q' })
    expect(statToken(path)).not.toBe(token)
    writeFileSync(path, '<<<<<<< HEAD')
    expect(readLock(path)).toBeUndefined()
    writeFileSync(path, JSON.stringify({ ...lock, format: 2 }))
    expect(readLock(path)).toBeUndefined()
  })
})

test('claimFolder gives a folder of its own and clears away those of processes that are gone', () => {
  const parent = temporaryFolder({ '999999999-abc/left.txt': 'x' })
  const [one, two] = [claimFolder(parent), claimFolder(parent)]
  expect(one).not.toBe(two)
  expect(readdirSync(parent).sort()).toEqual([one, two].map((path) => path.slice(parent.length + 1)).sort())
})

function newStore() {
  const folder = temporaryFolder()
  const store = new LocalStore(join(folder, 'store'))
  let files = 0
  const put = async (text: string) => {
    const path = join(folder, 'store', `work-${files++}`)
    writeAtomically(path, text)
    return store.putObject(path, sha256(text))
  }
  return { folder, store, put }
}

function entry(content: string, finishedAt: number): ActionEntry {
  const record: ArtifactRecord = {
    kind: 'json',
    extension: '.json',
    file: sha256(content),
    content: sha256(content),
    bytes: 1,
    facts: {},
  }
  return { fingerprint: sha256('key'), stage: 's', outputs: { value: record }, seconds: 1, finishedAt, log: '' }
}
