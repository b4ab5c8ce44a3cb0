import { describe, expect, test } from 'vitest'
import { fillEnvironment } from '../../../src/engine/definition/fill-environment.ts'
import { overrideParams } from '../../../src/engine/definition/override-params.ts'
import { parseBytes, parseMilliseconds } from '../../../src/engine/definition/quantities.ts'
import { readPipeline } from '../../../src/engine/definition/read-pipeline.ts'
import { parsePositionedYaml } from '../../../src/engine/definition/yaml-positions.ts'
import { definitionOf, nowhere } from '../../rig/definition.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

describe('quantities', () => {
  test('memory is in bytes, in thousands or in powers of two', () => {
    expect(['512MB', '4GB', '1.5 GB', '1MiB', '2GiB', '3mb', 77].map(parseBytes)).toEqual([
      512e6,
      4e9,
      1.5e9,
      2 ** 20,
      2 ** 31,
      3e6,
      77,
    ])
  })

  test('times are in milliseconds; a bare number is seconds', () => {
    expect(['300ms', '90s', '10m', '2h', '1.5 s', 3].map(parseMilliseconds)).toEqual([
      300, 90e3, 600e3, 7200e3, 1500, 3000,
    ])
  })
})

describe('parsePositionedYaml', () => {
  const text = `name: a\nstages:\n  train:\n    in: { rows: split.train }\n    list: [one, two]\n    empty:\n`
  const yaml = parsePositionedYaml(text, 'pipeline.yaml')

  test('says where keys and values stand, in maps, flow maps and lists', () => {
    expect(yaml.keyAt(['stages', 'train', 'in', 'rows'])).toEqual({
      file: 'pipeline.yaml',
      line: 4,
      column: 11,
      length: 4,
      text: '    in: { rows: split.train }',
    })
    expect(yaml.valueAt(['stages', 'train', 'in', 'rows'])).toMatchObject({ line: 4, column: 17, length: 11 })
    expect(yaml.valueAt(['stages', 'train', 'list', 1])).toMatchObject({ line: 5, column: 17, length: 3 })
    expect(yaml.valueAt(['stages', 'train', 'empty'])).toMatchObject({ line: 6 })
  })

  test('falls back on the key of the nearest parent', () => {
    expect(yaml.keyAt(['stages', 'train', 'nosuch', 'deep'])).toMatchObject({ line: 3, column: 3 })
    expect(yaml.valueAt(['stages', 'train', 'nosuch'])).toMatchObject({ line: 3, column: 3, length: 5 })
    expect(yaml.valueAt(['nosuch'])).toMatchObject({ line: 1, column: 1 })
  })

  test('counts in Windows lines and past umlauts as editors do, and keeps to one line', () => {
    const windows = parsePositionedYaml('title: "ü ü"\r\nb: {ü: x}\r\nc: |\r\n  many\r\n  lines\r\n', 'p.yaml')
    expect(windows.valueAt(['b', 'ü'])).toEqual({ file: 'p.yaml', line: 2, column: 8, length: 1, text: 'b: {ü: x}' })
    expect(windows.valueAt(['c'])).toMatchObject({ line: 3, text: 'c: |', length: 1 })
  })

  test('an empty file holds nothing, and its beginning is its place', () => {
    const empty = parsePositionedYaml('', 'p.yaml')
    expect(empty.value).toBeNull()
    expect(empty.valueAt(['name'])).toMatchObject({ line: 1, column: 1 })
  })

  test('anchors and merges are read', () => {
    const merged = parsePositionedYaml('base: &b { x: 1 }\nother:\n  <<: *b\n  y: 2\n', 'p.yaml')
    expect(merged.value).toEqual({ base: { x: 1 }, other: { x: 1, y: 2 } })
  })
})

describe('fillEnvironment', () => {
  test('fills values in, and the default where the value is absent or empty', () => {
    const env = { DATA: '/data', EMPTY: '' }
    expect(fillEnvironment('${DATA}/a.csv', env, nowhere)).toBe('/data/a.csv')
    expect(fillEnvironment('${NONE:-here}/${EMPTY:-b}.csv', env, nowhere)).toBe('here/b.csv')
    expect(fillEnvironment('$DATA ${1X} {DATA}', env, nowhere)).toBe('$DATA ${1X} {DATA}')
  })

  test('a value that is not set is named', () => {
    expect(() => fillEnvironment('${NONE}', {}, nowhere)).toThrow(
      expect.objectContaining({ code: 'E_DEFINITION', message: expect.stringContaining('"NONE"') }),
    )
  })
})

describe('overrideParams', () => {
  const params = (overrides: Record<string, unknown>) => overrideParams(definition, overrides).stages.get('a')!.params
  const definition = definitionOf({ a: [] })
  ;(definition.stages.get('a') as { params: unknown }).params = { x: 1, deep: { y: [1, { z: 2 }], keep: true } }

  test('sets at any depth and leaves the rest, and the definition itself, as it is', () => {
    expect(params({ 'a.x': 2, 'a.new.deep': 3 })).toEqual({
      x: 2,
      deep: { y: [1, { z: 2 }], keep: true },
      new: { deep: 3 },
    })
    expect(params({ 'a.deep.y.1.z': 9 })).toMatchObject({ deep: { y: [1, { z: 9 }], keep: true } })
    expect(definition.stages.get('a')!.params).toMatchObject({ x: 1 })
  })

  test.each([
    ['a', 'E_ARGUMENT'],
    ['a.', 'E_ARGUMENT'],
    ['a..x', 'E_ARGUMENT'],
    ['b.x', 'E_UNKNOWN_STAGE'],
    ['a.deep.y.2', 'E_ARGUMENT'],
    ['a.deep.y.first', 'E_ARGUMENT'],
  ])('refuses %s', (path, code) => {
    expect(() => params({ [path]: 1 })).toThrow(expect.objectContaining({ code }))
  })
})

describe('readPipeline', () => {
  test('tells a wire from a file: by the name of a stage first, then by what lies there', () => {
    const folder = temporaryFolder({
      'pipeline.yaml': `name: p
stages:
  data: { use: data.ts, in: { a: other.csv, b: npm:x/y.json, many: { one: data.out, two: "d/*.csv" } }, memory: 1GB, timeout: 5 }
`,
      'other.csv': '',
    })
    const { stages, seed } = readPipeline(`${folder}/pipeline.yaml`, {})
    const { inputs, memoryBytes, timeoutMs, threads } = stages.get('data')!
    expect(inputs.get('a')).toMatchObject({ type: 'one', source: { type: 'border', spec: 'other.csv' } })
    expect(inputs.get('b')).toMatchObject({ type: 'one', source: { type: 'border', spec: 'npm:x/y.json' } })
    const many = inputs.get('many')
    expect(many?.type === 'many' && many.sources.get('one')).toMatchObject({
      type: 'wire',
      stage: 'data',
      output: 'out',
    })
    expect(many?.type === 'many' && many.sources.get('two')).toMatchObject({ type: 'border', spec: 'd/*.csv' })
    expect([memoryBytes, timeoutMs, threads, seed]).toEqual([1e9, 5000, 1, 0])
  })

  test.each([
    ['name: 9lives\nstages: {}\n', 'name', 1],
    ['name: p\nstages: []\n', 'stages', 2],
    ['name: p\nstages:\n  a: { use: a.ts, memory: lots }\n', 'memory', 3],
    ['name: p\nstages:\n  a: { use: a.ts, timeout: soon }\n', 'timeout', 3],
    ['name: p\nstages:\n  a: { use: a.ts, threads: 0 }\n', 'threads', 3],
    ['name: p\nstages:\n  a b: { use: a.ts }\n', 'a b', 3],
    ['name: p\nstages:\n  a: { params: {} }\n', 'use', 3],
    ['name: p\nstages: {}\nreport: { answer: data.csv }\n', 'data', 3],
    ['name: p\nseeds: 3\nstages: {}\n', 'seeds', 2],
  ])('%j is refused at its line', (text, named, line) => {
    const folder = temporaryFolder({ 'pipeline.yaml': text })
    expect(() => readPipeline(`${folder}/pipeline.yaml`, {})).toThrow(
      expect.objectContaining({
        code: expect.stringMatching(/^E_(DEFINITION|UNKNOWN_STAGE)$/),
        message: expect.stringContaining(named),
        at: expect.objectContaining({ line }),
      }),
    )
  })
})
