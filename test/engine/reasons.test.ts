import { describe, expect, test } from 'vitest'
import { type Sha256, sha256 } from '../../src/base/hash.ts'
import { describeReason } from '../../src/engine/describe-reason.ts'
import type { Fingerprint } from '../../src/engine/fingerprint.ts'
import { compareFingerprints, type Previous } from '../../src/engine/reasons.ts'

const base: Fingerprint = {
  format: 1,
  code: { language: 'ts', digest: sha256('code') },
  kinds: { json: 1 },
  packages: [],
  params: { depth: 3, model: { name: 'forest', trees: 100 }, list: [1, 2] },
  inputs: { train: sha256('train'), models: { many: { forest: sha256('forest') } } },
  env: { TOKEN: null },
  seed: 1,
  threads: 1,
  platform: 'linux',
  arch: 'x64',
  node: 20,
}
const files = { 'a.ts': sha256('a'), 'b.ts': sha256('b') }

/** What a changed fingerprint is told as. */
function reasons(change: Partial<Fingerprint>, codeFiles: Readonly<Record<string, Sha256>> = files): string[] {
  const before: Previous = { fingerprint: base, codeFiles: files }
  return compareFingerprints(before, { fingerprint: { ...base, ...change }, codeFiles }).map(describeReason)
}

describe('compareFingerprints', () => {
  test('has nothing to tell of equal fingerprints', () => {
    expect(reasons({})).toEqual([])
  })

  test('names the files of changed code, and those that came and went', () => {
    const code = { language: 'ts', digest: sha256('other') }
    expect(reasons({ code }, { ...files, 'a.ts': sha256('a2') })).toEqual(['code changed: a.ts'])
    expect(reasons({ code }, { 'a.ts': sha256('a'), 'c.ts': sha256('c') })).toEqual([
      'code changed: now also uses c.ts; no longer uses b.ts',
    ])
    expect(reasons({ code })).toEqual(['code changed'])
  })

  test('names a parameter by its path, with the old and the new value', () => {
    expect(reasons({ params: { depth: 4, model: { name: 'forest', trees: 100 }, list: [1, 2] } })).toEqual([
      'parameter depth: 3 → 4',
    ])
    expect(reasons({ params: { depth: 3, model: { name: 'boost' }, list: [1, 2], added: true } })).toEqual([
      'parameter added: not set → true',
      'parameter model.name: "forest" → "boost"',
      'parameter model.trees: 100 → not set',
    ])
    expect(reasons({ params: { ...(base.params as object), list: [2, 1] } })).toEqual(['parameter list: [1,2] → [2,1]'])
  })

  test('names an input that has other content, is new or is gone, down to the label', () => {
    expect(reasons({ inputs: { ...base.inputs, train: sha256('new') } })).toEqual(['input train has other content'])
    expect(reasons({ inputs: { train: sha256('train'), test: sha256('t') } })).toEqual([
      'input models.forest is gone',
      'input test is new',
    ])
    expect(reasons({ inputs: { ...base.inputs, models: { many: { forest: sha256('other') } } } })).toEqual([
      'input models.forest has other content',
    ])
  })

  test('names a package with both versions, also one that another pulled in', () => {
    const before = { ...base, packages: [{ name: 'a', version: '1.0.0', closure: ['@s/b@2.0.0'] }] }
    const now = { ...base, packages: [{ name: 'a', version: '1.0.0', closure: ['@s/b@2.1.0', 'c@1.0.0'] }] }
    const told = compareFingerprints({ fingerprint: before, codeFiles: {} }, { fingerprint: now, codeFiles: {} })
    expect(told.map(describeReason)).toEqual(['package @s/b: 2.0.0 → 2.1.0', 'package c: not used → 1.0.0'])
  })

  test('names an environment value without showing it', () => {
    expect(reasons({ env: { TOKEN: sha256('secret') } })).toEqual(['environment value TOKEN changed'])
    expect(reasons({ env: {} })).toEqual(['environment value TOKEN changed'])
  })

  test('names a changed seed, also one that is no longer drawn from', () => {
    expect(reasons({ seed: 2 })).toEqual(['seed: 1 → 2'])
    const { seed: _, ...unseeded } = base
    const told = compareFingerprints({ fingerprint: base, codeFiles: {} }, { fingerprint: unseeded, codeFiles: {} })
    expect(told.map(describeReason)).toEqual(['seed: 1 → none'])
  })

  test('names what is different about the machine', () => {
    expect(reasons({ node: 22, duckdb: '1.5.6', threads: 4, platform: 'darwin', arch: 'arm64' })).toEqual([
      'duckdb: not set → "1.5.6"',
      'threads: 1 → 4',
      'platform: "linux" → "darwin"',
      'arch: "x64" → "arm64"',
      'node: 20 → 22',
    ])
    expect(reasons({ kinds: { json: 2 } })).toEqual(['kinds: {"json":1} → {"json":2}'])
  })

  test('tells everything at once, code first', () => {
    const told = reasons({ code: { language: 'sql', digest: sha256('x') }, seed: 9, params: {} })
    expect(told[0]).toMatch(/^code changed/)
    expect(told.at(-1)).toBe('seed: 1 → 9')
    expect(told.length).toBeGreaterThan(4)
  })
})

test('each other reason is one sentence', () => {
  expect(describeReason({ type: 'never-run' })).toBe('has never run')
  expect(describeReason({ type: 'forced' })).toBe('was asked for by --force')
  expect(describeReason({ type: 'no-result' })).toBe('its result is not in this store')
  expect(describeReason({ type: 'damaged-result', output: 'table', file: sha256('file') })).toContain('"table"')
  expect(describeReason({ type: 'param-changed', path: 'p', from: 'x'.repeat(100), to: 1 })).toMatch(/…/)
})
