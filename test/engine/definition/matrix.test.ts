import { describe, expect, test } from 'vitest'
import { stageSources } from '../../../src/engine/definition/definition.ts'
import { readPipeline } from '../../../src/engine/definition/read-pipeline.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

function read(text: string, others: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder({ 'pipeline.yaml': text, ...others })
  return readPipeline(`${folder}/pipeline.yaml`, {})
}

/** What each input of a stage reads, as `port:label=stage.output`. */
function wires(text: string, stage: string): string[] {
  const node = read(text).stages.get(stage)!
  return stageSources(node).map(({ port, label, source }) => {
    const wire = source as { stage: string; output: string }
    return `${port}${label === undefined ? '' : `:${label}`}=${wire.stage}.${wire.output}`
  })
}

const train = `
  train:
    use: train.ts
    matrix: { cross: { league: [nfl, nba], market: [spread, total] } }
    params: { league: "\${matrix.league}", text: "\${matrix.league}-\${matrix.market}" }
`

describe('a matrix', () => {
  test('has an instance for each combination, the last axis fastest, with its values filled in', () => {
    const { stages } = read(`name: p\nstages:${train}`)
    expect([...stages.keys()]).toEqual([
      'train[nfl,spread]',
      'train[nfl,total]',
      'train[nba,spread]',
      'train[nba,total]',
    ])
    expect(stages.get('train[nba,total]')!.params).toEqual({ league: 'nba', text: 'nba-total' })
    expect(new Set([...stages.values()].map(({ seed }) => seed)).size).toBe(4)
  })

  test('leaves out what is excluded and adds what is included', () => {
    const { stages } = read(`name: p
stages:
  train:
    use: train.ts
    matrix:
      cross: { league: [nfl, nba], market: [spread, total] }
      exclude: [{ league: nba, market: total }]
      include: [{ league: mlb, market: run-line }]
`)
    expect([...stages.keys()].map((name) => name.slice(6, -1))).toEqual([
      'nfl,spread',
      'nfl,total',
      'nba,spread',
      'mlb,run-line',
    ])
  })

  test('gives values of their own type, and records by their fields', () => {
    const { stages } = read(`name: p
stages:
  train:
    use: \${matrix.model.name}.ts
    matrix: { cross: { depth: [3, 5], model: [{ name: forest, trees: 100 }] } }
    params: { depth: "\${matrix.depth}", trees: "\${matrix.model.trees}", whole: "\${matrix.model}", in: ["d\${matrix.depth}"] }
`)
    const node = stages.get('train[5,forest]')!
    expect(node.use).toBe('forest.ts')
    expect(node.params).toEqual({ depth: 5, trees: 100, whole: { name: 'forest', trees: 100 }, in: ['d5'] })
  })

  test.each([
    ['cross: { a: [1, 1] }', 'two instances are called "1"', 4],
    ['cross: { a: [1] }, exclude: [{ b: 1 }]', 'no axis "b"', 4],
    ['cross: { a: [1] }, exclude: [{ a: 2 }]', 'meets no combination', 4],
    ['cross: { a: [1] }, exclude: [{ a: 1 }]', 'no instances', 4],
    ['cross: { a: [1] }, include: [{ b: 2 }]', 'axes of the others', 4],
    ['croos: { a: [1] }', 'no field "croos"', 4],
  ])('{ %s } is refused', (matrix, message, line) => {
    expect(() => read(`name: p\nstages:\n  train:\n    matrix: { ${matrix} }\n    use: a.ts\n`)).toThrow(
      expect.objectContaining({
        code: 'E_DEFINITION',
        message: expect.stringContaining(message),
        at: expect.objectContaining({ line }),
      }),
    )
  })

  test('an axis that is not there is named at the place where it is used', () => {
    expect(() => read(`name: p\nstages:${train}    when: a\n`.replace('-${matrix.market}', '${matrix.markt}'))).toThrow(
      expect.objectContaining({
        message: 'there is no value "matrix.markt"',
        hint: 'Did you mean "market"?',
        at: expect.objectContaining({ line: 6 }),
      }),
    )
  })
})

describe('a wire to a stage with a matrix', () => {
  const withReader = (reader: string) => `name: p\nstages:${train}  read:\n    use: read.ts\n    ${reader}\n`

  test('means one instance, or those that fit a pattern', () => {
    expect(wires(withReader('in: { model: "train[nfl,total].model" }'), 'read')).toEqual([
      'model=train[nfl,total].model',
    ])
    expect(wires(withReader('in: { models: "train[*,total].model" }'), 'read')).toEqual([
      'models:nfl,total=train[nfl,total].model',
      'models:nba,total=train[nba,total].model',
    ])
  })

  test('means all of them, labelled, where the reader has no matrix', () => {
    expect(wires(withReader('in: { models: train.model }'), 'read')).toEqual([
      'models:nfl,spread=train[nfl,spread].model',
      'models:nfl,total=train[nfl,total].model',
      'models:nba,spread=train[nba,spread].model',
      'models:nba,total=train[nba,total].model',
    ])
    expect(wires(withReader('in: { models: { all: train.model } }'), 'read')[0]).toBe(
      'models:all,nfl,spread=train[nfl,spread].model',
    )
  })

  test('means the instance with the same values on the axes that both have', () => {
    const same = 'matrix: { cross: { market: [total], league: [nba] } }\n    in: { model: train.model }'
    expect(wires(withReader(same), 'read[total,nba]')).toEqual(['model=train[nba,total].model'])
    const fewer = 'matrix: { cross: { league: [nba] } }\n    in: { models: train.model }'
    expect(wires(withReader(fewer), 'read[nba]')).toEqual([
      'models:spread=train[nba,spread].model',
      'models:total=train[nba,total].model',
    ])
    const more = 'matrix: { cross: { league: [nba], market: [total], fold: [1, 2] } }\n    in: { model: train.model }'
    expect(wires(withReader(more), 'read[nba,total,2]')).toEqual(['model=train[nba,total].model'])
  })

  test.each([
    ['in: { model: "train[nhl,total].model" }', 'no instance "nhl,total"'],
    ['matrix: { cross: { league: [nhl] } }\n    in: { model: train.model }', 'no instance for league nhl'],
    ['in: { model: "read[x].model" }', 'has no instances'],
    ['when: train.metrics.rmse < 1', 'means 4 instances'],
  ])('%j is refused', (reader, message) => {
    expect(() => read(withReader(reader))).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(message),
        at: expect.objectContaining({ line: expect.any(Number) }),
      }),
    )
  })
})

describe('fragments and other pipelines', () => {
  test('stages of fragments are stages of the pipeline, with paths from the fragment', () => {
    const { stages, files } = read(
      'name: p\ninclude: [shared/clean.yaml]\nstages:\n  use: { use: a.ts, in: { x: clean.rows } }\n',
      {
        'shared/clean.yaml':
          'include: [deep/raw.yaml]\nstages:\n  clean: { use: clean.ts, in: { raw: raw.rows, file: ./data.csv } }\n',
        'shared/deep/raw.yaml': 'stages:\n  raw: { use: raw.ts }\n',
      },
    )
    expect([...stages.keys()].sort()).toEqual(['clean', 'raw', 'use'])
    expect(stages.get('clean')!.folder).toMatch(/shared$/)
    expect(stages.get('clean')!.inputs.get('file')).toMatchObject({
      source: { folder: expect.stringMatching(/shared$/) },
    })
    expect(files.map((file) => file.split('/').at(-1))).toEqual(['pipeline.yaml', 'clean.yaml', 'raw.yaml'])
  })

  test('two stages of one name, a fragment that is not there and an unknown field are refused with their places', () => {
    const main = 'name: p\ninclude: [part.yaml]\nstages:\n  a: { use: a.ts }\n'
    const refuse = (part: Record<string, string>, expected: object) =>
      expect(() => read(main, part)).toThrow(expect.objectContaining(expected))
    refuse(
      { 'part.yaml': 'stages:\n  a: { use: b.ts }\n' },
      { message: 'there are two stages "a"', hint: expect.stringContaining('part.yaml:2:3') },
    )
    refuse({}, { code: 'E_PIPELINE_NOT_FOUND', at: expect.objectContaining({ line: 2 }) })
    refuse(
      { 'part.yaml': 'stage: {}\n' },
      { message: expect.stringContaining('"stage"'), hint: 'Did you mean "stages"?' },
    )
  })

  test('a wire into another pipeline takes in what is above it there, under that name', () => {
    const { stages } = read(
      'name: p\nstages:\n  use: { use: a.ts, in: { x: "sub/pipeline.yaml#train[nfl].model" } }\n',
      {
        'sub/pipeline.yaml':
          'name: other\nseed: 5\nstages:\n  raw: { use: raw.ts }\n  train: { use: t.ts, matrix: { cross: { l: [nfl, nba] } }, in: { r: raw.rows } }\n  unused: { use: u.ts }\n',
      },
    )
    expect([...stages.keys()]).toEqual(['use', 'other/raw', 'other/train[nfl]'])
    expect(stages.get('other/train[nfl]')).toMatchObject({ home: { pipeline: 'other', stage: 'train[nfl]' } })
  })

  test('pipelines that use one another are one graph; two of one name are refused', () => {
    const a = 'name: a\nstages:\n  one: { use: a.ts }\n  two: { use: a.ts, in: { x: "b.yaml#mid.out" } }\n'
    const b = 'name: b\nstages:\n  mid: { use: b.ts, in: { x: "pipeline.yaml#one.out" } }\n'
    expect([...read(a, { 'b.yaml': b }).stages.keys()]).toEqual(['one', 'two', 'b/mid'])
    expect(() => read(a, { 'b.yaml': b.replace('name: b', 'name: a') })).toThrow(
      expect.objectContaining({ message: expect.stringContaining('both named "a"') }),
    )
  })
})
