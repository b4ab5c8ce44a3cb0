import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Table } from 'millrace'
import { describe, expect, test } from 'vitest'
import { sha256, sha256Json } from '../../src/base/hash.ts'
import type { Kind } from '../../src/engine/contracts/kind.ts'
import { firstJsonDifference } from '../../src/kinds/first-json-difference.ts'
import { kinds } from '../../src/kinds/index.ts'
import { kindVersions } from '../../src/kinds/kind-versions.ts'
import type { ModelBundle } from '../../src/kinds/model-bundle.ts'
import { RandomForest, requireClassifier } from '../../src/ml/index.ts'
import { temporaryFolder } from '../rig/temporary-folder.ts'

async function saved(kind: Kind, value: unknown) {
  const path = join(temporaryFolder(), `value${kind.extension}`)
  const { content, facts } = await kind.save(value, path)
  return { path, content, facts }
}

test('every kind has its name, its version and an extension of its own', () => {
  for (const [name, kind] of Object.entries(kinds)) {
    expect(kind.name).toBe(name)
    expect(kind.version).toBe(kindVersions[kind.name])
  }
  expect(new Set(Object.values(kinds).map(({ extension }) => extension)).size).toBe(5)
})

describe('json', () => {
  test('comes back as it was; its bytes do not depend on the order of keys', async () => {
    const value = { b: [1, null, 'ü'], a: { d: false, c: -1.5e-7 } }
    const one = await saved(kinds.json, value)
    expect(await kinds.json.load(one)).toEqual(value)
    expect(await kinds.json.preview(one.path)).toEqual(value)
    const two = await saved(kinds.json, { a: { c: -1.5e-7, d: false }, b: [1, null, 'ü'] })
    expect(two.content).toBe(one.content)
    expect(readFileSync(two.path)).toEqual(readFileSync(one.path))
    expect(one.content).toBe(sha256(readFileSync(one.path)))
  })

  test('refuses what JSON cannot hold, and says what', () => {
    expect(kinds.json.reject({ a: 1 })).toBeUndefined()
    expect(kinds.json.reject(null)).toBeUndefined()
    expect(kinds.json.reject(undefined)).toBe('undefined')
    expect(kinds.json.reject({ a: Number.NaN })).toContain('NaN')
    expect(kinds.json.reject({ a: 1n })).toContain('bigint')
    expect(kinds.json.reject(new Map())).toContain('Map')
    expect(kinds.json.reject({ a: Float64Array.of(1) })).toContain('Float64Array')
  })
})

describe('figure', () => {
  test('is a chart or a table for reading, stored as JSON', async () => {
    expect(kinds.figure.reject({ type: 'vega-lite', spec: {} })).toBeUndefined()
    expect(kinds.figure.reject({ type: 'table', columns: [], rows: [] })).toBeUndefined()
    for (const other of [{ type: 'pie' }, null, 'chart', {}]) expect(kinds.figure.reject(other)).toContain('neither')
    expect(kinds.figure.reject({ type: 'vega-lite', at: Number.NaN })).toContain('NaN')
    const figure = { type: 'vega-lite', spec: { mark: 'bar' } }
    expect(await kinds.figure.load(await saved(kinds.figure, figure))).toEqual(figure)
  })
})

describe('file', () => {
  test('keeps text and bytes as they are, and is read by path and name', async () => {
    for (const value of ['text ü\n', Uint8Array.of(0, 255, 10)]) {
      expect(kinds.file.reject(value)).toBeUndefined()
      const { path, content } = await saved(kinds.file, value)
      expect(readFileSync(path)).toEqual(Buffer.from(value))
      expect(content).toBe(sha256Json([['value.bin', sha256(value)]]))
      expect(await kinds.file.load({ path, content })).toEqual({ files: [{ path, name: 'value.bin' }] })
      const files = [{ path, name: 'shown.txt' }]
      expect(await kinds.file.load({ path, content, files })).toEqual({ files })
    }
    expect(kinds.file.reject({ files: [] })).toContain('neither text nor bytes')
  })

  test('differs at a byte, also where one is the beginning of the other', async () => {
    const [a, b, c] = [await saved(kinds.file, 'abcd'), await saved(kinds.file, 'abXd'), await saved(kinds.file, 'ab')]
    expect(await kinds.file.firstDifference(a!.path, b!.path)).toBe('at byte 2')
    expect(await kinds.file.firstDifference(a!.path, c!.path)).toBe('at byte 2')
    expect(await kinds.file.firstDifference(c!.path, a!.path)).toBe('at byte 2')
    expect(await kinds.file.firstDifference(a!.path, a!.path)).toBeUndefined()
  })
})

describe('model', async () => {
  const features = { rows: 4, columns: 1, names: ['x'], data: Float64Array.of(0, 1, 10, 11) }
  const labels = { classes: ['low', 'high'], codes: Int32Array.of(0, 0, 1, 1) }
  const bundle: ModelBundle = {
    model: await RandomForest.fit(features, labels, { nEstimators: 3, seed: 1 }),
    target: 'level',
    training: { digest: sha256('rows'), rows: 4, syntheticRows: 1 },
    params: { nEstimators: 3, nested: { a: 1 } },
  }

  test('predicts the same when it is read again, and its bytes are those of its content', async () => {
    expect(kinds.model.reject(bundle)).toBeUndefined()
    expect(kinds.model.reject({ model: {} })).toContain('not a model bundle')
    expect(kinds.model.reject(null)).toContain('not a model bundle')
    const one = await saved(kinds.model, bundle)
    const back = (await kinds.model.load(one)) as ModelBundle
    expect(requireClassifier(back.model).predictProbability(features)).toEqual(
      requireClassifier(bundle.model).predictProbability(features),
    )
    expect({ ...back, model: undefined }).toEqual({ ...bundle, model: undefined })
    expect((await saved(kinds.model, back)).content).toBe(one.content)
    expect(one.content).toBe(sha256(readFileSync(one.path)))
    expect(one.facts).toMatchObject({ learner: 'random-forest', features: 1 })
    expect(await kinds.model.preview(one.path)).toMatchObject({ target: 'level', featureNames: ['x'], trainingRows: 4 })
  })

  test('says where two differ, and refuses what is not one or is newer', async () => {
    const one = await saved(kinds.model, bundle)
    const two = await saved(kinds.model, { ...bundle, target: 'height' })
    expect(await kinds.model.firstDifference(one.path, two.path)).toBe('at target: "level" and "height"')
    const newer = readFileSync(one.path)
    newer.writeUInt32LE(99, 8)
    writeFileSync(two.path, newer)
    await expect(kinds.model.load(two)).rejects.toMatchObject({ code: 'E_ML_MODEL_FILE' })
    writeFileSync(two.path, '{}')
    await expect(kinds.model.load(two)).rejects.toMatchObject({ code: 'E_ML_MODEL_FILE' })
  })
})

describe('table', () => {
  const table = (values: readonly number[]) => Table.from({ n: [...values], name: values.map((n) => `n${n}`) })

  test('comes back as it was, with its rows and columns as facts', async () => {
    expect(kinds.table.reject(table([1]))).toBeUndefined()
    expect(kinds.table.reject([{ n: 1 }])).toContain('not a table')
    const one = await saved(kinds.table, table([1, 2, 3]))
    expect(one.facts).toEqual({ rows: 3, columns: 2 })
    expect(await ((await kinds.table.load(one)) as Table).rows()).toEqual(await table([1, 2, 3]).rows())
    expect((await saved(kinds.table, table([1, 2, 3]))).content).toBe(one.content)
    expect((await saved(kinds.table, table([1, 3, 2]))).content).not.toBe(one.content)
  })

  test('differs in words: values by row and column, else types, columns or numbers of rows', async () => {
    const one = await saved(kinds.table, table([1, 2, 3]))
    const difference = async (other: Table) =>
      kinds.table.firstDifference(one.path, (await saved(kinds.table, other)).path)
    expect(await difference(table([1, 2, 3]))).toBeUndefined()
    expect(await difference(table([1, 5, 3]))).toBe('values differ at row 2 column "n": 2 and 5')
    expect(await difference(table([1, 2]))).toBe('numbers of rows differ: 3 and 2')
    expect(await difference(Table.from({ n: [1, 2, 3] }))).toBe('columns differ at column "name": n, name and n')
    expect(await difference(Table.from({ n: [1n, 2n, 3n], name: ['n1', 'n2', 'n3'] }))).toBe(
      'types differ at column "n": DOUBLE and BIGINT',
    )
  })
})

describe('firstJsonDifference', () => {
  test.each([
    [{ a: { b: [1, 2] } }, { a: { b: [1, 3] } }, 'at a.b.1: 2 and 3'],
    [{ a: 1 }, { a: 1, b: 2 }, 'at b: nothing and 2'],
    [{ a: 1, b: null }, { a: 1 }, 'at b: null and nothing'],
    [[1], [1, 2], 'at 1: nothing and 2'],
    [{ a: [] }, { a: {} }, 'at a: [] and {}'],
    [1, 2, '1 and 2'],
    [{ a: 'x'.repeat(100) }, { a: 1 }, `at a: "${'x'.repeat(76)}… and 1`],
  ])('of %j and %j', (a, b, difference) => {
    expect(firstJsonDifference(a, b)).toBe(difference)
    expect(firstJsonDifference(a, structuredClone(a))).toBeUndefined()
  })
})
