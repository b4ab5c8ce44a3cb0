import { describe, expect, test } from 'vitest'
import { type Sha256, sha256 } from '../../src/base/hash.ts'
import type { InputBackground, KeyBackground, KeyDocument } from '../../src/engine/contracts/cache.ts'
import { describeReason } from '../../src/engine/describe-reason.ts'
import { explainReason } from '../../src/engine/explain-reason.ts'
import type { Fingerprint } from '../../src/engine/fingerprint.ts'
import { compareFingerprints } from '../../src/engine/reasons.ts'

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
const background: KeyBackground = { stageFile: 'a.ts', importedBy: {}, inputs: {}, pipelineSeed: 7 }

/** What a changed fingerprint is told as. */
function reasons(change: Partial<Fingerprint>, codeFiles: Readonly<Record<string, Sha256>> = files): string[] {
  const before: KeyDocument = { fingerprint: base, codeFiles: files }
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
    expect(told.map(describeReason)).toEqual(['package "@s/b": 2.0.0 → 2.1.0', 'package "c": not used → 1.0.0'])
    expect(told[0]).toMatchObject({ through: ['a'] })
  })

  test('of two versions of one package neither hides the other', () => {
    const with2 = (versions: string[]) => ({
      ...base,
      packages: [{ name: 'a', version: '1.0.0', closure: versions.map((version) => `c@${version}`) }],
    })
    const told = compareFingerprints(
      { fingerprint: with2(['1.0.0', '2.0.0']), codeFiles: {} },
      { fingerprint: with2(['1.1.0', '2.0.0']), codeFiles: {} },
    )
    expect(told.map(describeReason)).toEqual(['package "c": 1.0.0 and 2.0.0 → 1.1.0 and 2.0.0'])
  })

  test('a new version of a package is not told as changed code, although imports name it', () => {
    const used = (version: string): Fingerprint => ({
      ...base,
      code: { language: 'ts', digest: sha256(version) },
      packages: [{ name: 'a', version, closure: [] }],
    })
    const [before, now] = [used('1.0.0'), used('2.0.0')].map((fingerprint) => ({ fingerprint, codeFiles: files }))
    expect(compareFingerprints(before!, now!).map(describeReason)).toEqual(['package "a": 1.0.0 → 2.0.0'])
  })

  test('names an environment value without showing it', () => {
    expect(reasons({ env: { TOKEN: sha256('secret') } })).toEqual(['environment value TOKEN is set now'])
    expect(reasons({ env: {} })).toEqual(['environment value TOKEN is no longer declared'])
    expect(reasons({ env: { TOKEN: null, OTHER: null } })).toEqual(['environment value OTHER is declared now'])
    const [one, two] = ['one', 'two'].map((value) => ({ ...base, env: { TOKEN: sha256(value) } }))
    const told = compareFingerprints({ fingerprint: one!, codeFiles: {} }, { fingerprint: two!, codeFiles: {} })
    expect(told.map(describeReason)).toEqual(['environment value TOKEN changed'])
    expect(JSON.stringify(told)).not.toContain(sha256('one'))
  })

  test('names a changed seed, also one that is no longer drawn from', () => {
    expect(reasons({ seed: 2 })).toEqual(['seed: 1 → 2'])
    const { seed: _, ...unseeded } = base
    const told = compareFingerprints({ fingerprint: base, codeFiles: {} }, { fingerprint: unseeded, codeFiles: {} })
    expect(told.map(describeReason)).toEqual(['seed: 1 → none'])
  })

  test('names what is different about the machine', () => {
    expect(reasons({ node: 22, duckdb: '1.5.6', threads: 4, platform: 'darwin', arch: 'arm64' })).toEqual([
      'DuckDB: not used → 1.5.6',
      'threads: 1 → 4',
      'platform: linux → darwin',
      'processor: x64 → arm64',
      'Node.js: 20 → 22',
    ])
    expect(reasons({ kinds: { json: 2 } })).toEqual(['how the kind json is stored: 1 → 2'])
    expect(reasons({ kinds: { table: 1 } })).toEqual(['no longer uses the kind json', 'uses the kind table now'])
  })

  test('tells everything at once, code first', () => {
    const told = reasons({ code: { language: 'sql', digest: sha256('x') }, seed: 9, params: {} })
    expect(told[0]).toMatch(/^code changed/)
    expect(told.at(-1)).toBe('seed: 1 → 9')
    expect(told.length).toBeGreaterThan(4)
  })
})

describe('what stands behind a key, where both documents tell it', () => {
  /** Two documents that differ in the seed and as told. */
  const told = (before: Partial<KeyDocument>, now: Partial<KeyDocument>) =>
    compareFingerprints(
      { fingerprint: base, codeFiles: files, background, ...before },
      { fingerprint: base, codeFiles: files, background, ...now },
    )
  const otherCode = { ...base, code: { language: 'ts', digest: sha256('other') } }
  const inputs = (text: string): Fingerprint => ({ ...base, inputs: { ...base.inputs, train: sha256(text) } })
  const from = (input: InputBackground) => ({ background: { ...background, inputs: { train: input } } })

  test('a changed file is told with the files that import it, from the stage file on', () => {
    const importedBy = { 'b.ts': 'lib.ts', 'lib.ts': 'a.ts' }
    const reasons = told(
      {},
      {
        fingerprint: otherCode,
        codeFiles: { ...files, 'b.ts': sha256('b2') },
        background: { ...background, importedBy },
      },
    )
    expect(reasons).toMatchObject([{ changed: ['b.ts'], chains: { 'b.ts': ['a.ts', 'lib.ts', 'b.ts'] } }])
    expect(explainReason(reasons[0]!)).toEqual(['code changed: b.ts changed, imported by a.ts → lib.ts'])
  })

  test('a file that is no longer used is told with the imports that it had', () => {
    const reasons = told(
      { background: { ...background, importedBy: { 'b.ts': 'a.ts' } } },
      { fingerprint: otherCode, codeFiles: { 'a.ts': sha256('a2') } },
    )
    expect(explainReason(reasons[0]!)).toEqual([
      'code changed',
      'a.ts changed',
      'b.ts is no longer used, imported by a.ts',
    ])
  })

  test('another stage file is told as such', () => {
    const reasons = told(
      {},
      {
        fingerprint: otherCode,
        codeFiles: { 'c.ts': sha256('c'), 'b.ts': sha256('b') },
        background: { ...background, stageFile: 'c.ts' },
      },
    )
    expect(explainReason(reasons[0]!)).toEqual(['code changed: the stage is c.ts now, was a.ts'])
  })

  test('imports in a circle end', () => {
    const importedBy = { 'b.ts': 'c.ts', 'c.ts': 'b.ts' }
    const reasons = told(
      {},
      {
        fingerprint: otherCode,
        codeFiles: { ...files, 'b.ts': sha256('b2') },
        background: { ...background, importedBy },
      },
    )
    expect(reasons).toMatchObject([{ chains: { 'b.ts': ['c.ts', 'b.ts'] } }])
  })

  test('an input is told by its wire, its digests and its facts', () => {
    const wire = 'split.train'
    const reasons = told(from({ from: wire, facts: { rows: 10 } }), {
      fingerprint: inputs('more'),
      ...from({ from: wire, facts: { rows: 12 } }),
    })
    expect(reasons.map(describeReason)).toEqual(['input train (split.train) has other content: 10 → 12 rows'])
    expect(explainReason(reasons[0]!)).toEqual([
      'input train (split.train) has other content: 10 → 12 rows',
      `from ${sha256('train').slice(0, 12)}, 10 rows`,
      `to   ${sha256('more').slice(0, 12)}, 12 rows`,
    ])
  })

  test('an input that reads from elsewhere is told by both places', () => {
    const reasons = told(from({ from: 'split.train' }), { fingerprint: inputs('x'), ...from({ from: 'smote.train' }) })
    expect(reasons.map(describeReason)).toEqual(['input train reads smote.train now, was split.train'])
  })

  test('of a glob the files are told that changed, came and went', () => {
    const [before, now] = [
      from({ from: '*.csv', files: { a: sha256('1'), b: sha256('2') } }),
      from({ from: '*.csv', files: { a: sha256('3'), c: sha256('4') } }),
    ]
    const [reason] = told(before, { fingerprint: inputs('x'), ...now })
    expect(explainReason(reason!).slice(1, 4)).toEqual(['a changed', 'c is new', 'b is gone'])
  })

  test('the seed is told as the pipeline file gives it', () => {
    const reasons = told({}, { fingerprint: { ...base, seed: 99 }, background: { ...background, pipelineSeed: 8 } })
    expect(reasons.map(describeReason)).toEqual(['seed: 7 → 8'])
  })

  test('documents of an earlier version, without it, are told all the same', () => {
    const old = { fingerprint: base, codeFiles: files }
    const now = { fingerprint: { ...inputs('x'), code: otherCode.code, seed: 2 }, codeFiles: {}, background }
    const words = compareFingerprints(old, now).flatMap(explainReason)
    expect(words).toEqual(
      expect.arrayContaining(['a.ts is no longer used', 'input train has other content', 'seed: 1 → 2']),
    )
  })
})

test('each other reason is one sentence', () => {
  expect(describeReason({ type: 'never-run' })).toBe('has never run')
  expect(describeReason({ type: 'forced' })).toBe('was asked for by --force')
  expect(describeReason({ type: 'no-result' })).toBe('its result is not in this store')
  expect(describeReason({ type: 'damaged-result', output: 'table', file: sha256('file') })).toContain('"table"')
  expect(describeReason({ type: 'param-changed', path: 'p', from: 'x'.repeat(100), to: 1 })).toMatch(/…/)
})
