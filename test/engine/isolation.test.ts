import { describe, expect, test } from 'vitest'
import { ProjectRig, ran, reused } from '../rig/project-rig.ts'

/** A stage without inputs that gives one JSON value. */
const give = (expression: string, options = '') => `import { createRandom, defineStage, json, z } from 'millrace'
export default defineStage({ inputs: {}, outputs: { value: json<unknown>() }, ${options}
  run: ({ seed, params }) => { void createRandom; void seed; void params; void z; return { value: ${expression} } } })`

describe('what a stage sees', () => {
  test('of the environment is what it declares; a changed value runs it again and is told without being shown', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': `name: env
stages:
  open: { use: stages/env.ts, env: [SHOWN, ABSENT] }
  shut: { use: stages/env.ts }
`,
      'stages/env.ts': give(
        '[process.env.SHOWN ?? null, process.env.SECRET ?? null, process.env.ABSENT ?? null, process.env.TZ]',
      ),
    })
    const first = await project.runWith({ env: { SHOWN: 'token-1', SECRET: 's', TZ: 'Asia/Tokyo' } })
    expect(first.code).toBe(0)
    expect(project.json('artifacts/env/open/value.json')).toEqual(['token-1', null, null, 'UTC'])
    expect(project.json('artifacts/env/shut/value.json')).toEqual([null, null, null, 'UTC'])
    const same = await project.runWith({ env: { SHOWN: 'token-1' } })
    expect(same.stderr).toContain('0 stages ran')
    const why = await project.runWith({ env: { SHOWN: 'token-2' } }, 'explain')
    expect(why.stderr).toContain('environment value SHOWN changed')
    expect(why.stderr).not.toContain('token')
    const changed = await project.runWith({ env: { SHOWN: 'token-2' } }, '--json')
    expect(ran(changed)).toEqual(['open'])
    for (const text of Object.values(project.contents('artifacts/.store/actions', 'pipeline.lock')))
      expect(text).not.toContain('token')
  })

  test('through DuckDB is its inputs: other files, the network, extensions and settings are refused', async () => {
    const refused = [
      "read_text('FOLDER/secret.txt')",
      "read_csv('FOLDER/data/*.csv')",
      "'FOLDER/secret.csv'",
      'duckdb_secrets()',
    ]
    const project = new ProjectRig({
      'pipeline.yaml': `name: sandbox
stages:
  read: { use: stages/read.ts, in: { one: data/a.csv, several: { all: "data/*.csv" } } }
`,
      'data/a.csv': 'x\n1\n',
      'data/b.csv': 'x\n2\n',
      'secret.txt': 'secret',
      'secret.csv': 'x\n9\n',
      'stages/read.ts': '',
    })
    project.write({
      'stages/read.ts': `import { defineStage, file, json, many, sqlString, Table } from 'millrace'
export default defineStage({
  inputs: { one: file(), several: many(file()) },
  outputs: { seen: json<unknown>() },
  async run({ inputs }) {
    const one = Table.from({ n: [1] })
    const ask = (from: string) => one.sql('SELECT * FROM ' + from).rows().then((rows) => rows.length, (error) => error.code)
    const files = [...inputs.one.files, ...inputs.several.all!.files]
    const allowed = []
    for (const { path } of files) allowed.push(await ask('read_csv(' + sqlString(path) + ')'))
    const refused = []
    for (const from of ${JSON.stringify(refused.slice(0, 3).map((text) => text.replace('FOLDER', project.folder)))}) refused.push(await ask(from))
    return { seen: { names: files.map(({ name }) => name), allowed, refused } }
  },
})`,
    })
    const result = await project.run()
    expect(result.stderr).toContain('Done')
    expect(project.json('artifacts/sandbox/read/seen.json')).toEqual({
      names: ['a.csv', 'a.csv', 'b.csv'],
      allowed: [1, 1, 1],
      refused: ['E_TABLE_QUERY', 'E_TABLE_QUERY', 'E_TABLE_QUERY'],
    })
  })
})

describe('what a stage is given', () => {
  test('a file that another stage made has the name of that output', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': `name: files
stages:
  write: { use: stages/write.ts }
  read: { use: stages/read.ts, in: { text: write.text } }
`,
      'stages/write.ts': `import { defineStage, file } from 'millrace'
export default defineStage({ inputs: {}, outputs: { text: file() }, run: () => ({ text: 'hello' as never }) })`,
      'stages/read.ts': `import { readFileSync } from 'node:fs'
import { defineStage, file, json } from 'millrace'
export default defineStage({ inputs: { text: file() }, outputs: { seen: json() },
  run: ({ inputs }) => ({ seen: inputs.text.files.map(({ path, name }) => [name, readFileSync(path, 'utf8')]) }) })`,
    })
    await project.run()
    expect(project.json('artifacts/files/read/seen.json')).toEqual([['text.bin', 'hello']])
  })

  test('parameters are resolved once, also where the schema makes something else of them', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': `name: params
stages:
  s: { use: stages/s.ts, params: { list: "a,b", day: 2016-08-01 } }
`,
      'stages/s.ts': give(
        '{ list: params.list, year: params.day.getUTCFullYear() }',
        `params: z.object({ list: z.string().transform((text) => text.split(',')), day: z.coerce.date() }),`,
      ),
    })
    const first = await project.run()
    expect(first.stderr).toContain('1 stage ran')
    expect(project.json('artifacts/params/s/value.json')).toEqual({ list: ['a', 'b'], year: 2016 })
    project.edit('pipeline.yaml', 'name', '# the same\nname')
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0 })
    project.edit('pipeline.yaml', '2016', '2017')
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 1 })
    expect(project.json('artifacts/params/s/value.json')).toEqual({ list: ['a', 'b'], year: 2017 })
  })

  test('text and JSON files that it imports are part of its code', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': 'name: imports\nstages:\n  s: { use: stages/s.ts }\n',
      'stages/s.ts': `import words from './words.json'\nimport text from './text.txt'\n${give('[text, words]')}`,
      'stages/words.json': ['one'],
      'stages/text.txt': 'first: {',
    })
    const first = await project.run()
    expect(first.stderr).toContain('1 stage ran')
    project.write({ 'stages/text.txt': 'second' })
    const why = await project.run('explain')
    expect(why.stderr).toContain('code changed: stages/text.txt')
    await project.run()
    expect(project.json('artifacts/imports/s/value.json')).toEqual(['second', ['one']])
  })
})

describe('seeds', () => {
  const pipeline = (seed: number, more = '') => `name: seeds
seed: ${seed}
stages:
  draws: { use: stages/draws.ts }
  other: { use: stages/draws.ts }
  plain: { use: stages/plain.ts }
${more}`
  const files = {
    'pipeline.yaml': pipeline(1),
    'stages/draws.ts': give('[seed, createRandom(seed).next()]'),
    'stages/plain.ts': give('"always"', 'random: false,'),
  }

  test('differ from stage to stage and stay as they are when a stage is added', async () => {
    const project = new ProjectRig(files)
    await project.run()
    const draws = project.json('artifacts/seeds/draws/value.json')
    expect(project.json('artifacts/seeds/other/value.json')).not.toEqual(draws)
    project.write({
      'pipeline.yaml': pipeline(1, '  added: { use: stages/draws.ts }\n').replace(
        '  other',
        '  between: { use: stages/draws.ts }\n  other',
      ),
    })
    const result = await project.run('--json')
    expect(ran(result).sort()).toEqual(['added', 'between'])
    expect(project.json('artifacts/seeds/draws/value.json')).toEqual(draws)
  })

  test('follow the seed of the pipeline, and stages that draw no random numbers do not run when it changes', async () => {
    const project = new ProjectRig(files)
    await project.run()
    const draws = project.json('artifacts/seeds/draws/value.json')
    project.write({ 'pipeline.yaml': pipeline(2) })
    const result = await project.run('--json')
    expect(ran(result).sort()).toEqual(['draws', 'other'])
    expect(reused(result)).toEqual(['plain'])
    expect(result.events.find(({ type }) => type === 'stage-started')).toMatchObject({
      reasons: [{ type: 'seed-changed' }],
    })
    expect(project.json('artifacts/seeds/draws/value.json')).not.toEqual(draws)
    project.write({ 'pipeline.yaml': pipeline(1) })
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0 })
    expect(project.json('artifacts/seeds/draws/value.json')).toEqual(draws)
  })
})

describe('names', () => {
  test('stages may have the names that every JavaScript object has', async () => {
    const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty']
    const project = new ProjectRig({
      'pipeline.yaml': 'name: names\nstages:\n  plain: { use: stages/s.ts }\n',
      'stages/s.ts': give('1'),
    })
    await project.run()
    const stages = names.map((name) => `  ${name}: { use: stages/s.ts }\n`)
    project.write({ 'pipeline.yaml': `${project.read('pipeline.yaml')}${stages.join('')}` })
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ok: true, ran: 4, reused: 1 })
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ok: true, ran: 0, reused: 5 })
  })
})
