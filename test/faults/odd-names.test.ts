import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

const odd = [
  'with space',
  `it's "quoted"`,
  'line\nbreak',
  '..dots',
  'emoji 🏟️',
  '100% #1? [a](b){c}',
  '$HOME;rm -rf',
  'ünïcode',
]

/** A table whose columns have the names given, made in TypeScript and read in SQL and in TypeScript again. */
const tableStages = (columns: readonly string[]) => ({
  'stages/rows.ts': `import { defineStage, file, Table, table } from 'millrace'
import { readFileSync } from 'node:fs'
export default defineStage({ inputs: { source: file() }, outputs: { table: table() }, random: false,
  run({ inputs }) {
    const length = inputs.source.files.map(({ path }) => readFileSync(path, 'utf8').length).reduce((a, b) => a + b)
    return { table: Table.from([Object.fromEntries(${JSON.stringify(columns)}.map((name: string, i: number) => [name, length + i]))]) }
  } })`,
  'stages/all.sql': 'SELECT * FROM rows',
  'stages/names.ts': `import { defineStage, json, table } from 'millrace'
export default defineStage({ inputs: { rows: table() }, outputs: { names: json() }, random: false,
  run: async ({ inputs }) => ({ names: await inputs.rows.rows() }) })`,
})

const quoted = (text: string) => JSON.stringify(text)

describe('names with blanks, quotes, line breaks, dots, emoji and signs', () => {
  test('of columns come through TypeScript, SQL, Parquet and JSON as they are', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': `name: names
stages:
  rows: { use: stages/rows.ts, in: { source: in.txt } }
  all: { use: stages/all.sql, in: { rows: rows.table } }
  names: { use: stages/names.ts, in: { rows: all.table } }
`,
      'in.txt': 'x',
      ...tableStages(odd),
    })
    const result = await project.run()
    expect([result.code, result.stderr.match(/E_\w+.*/)]).toEqual([0, null])
    expect(Object.keys(project.json<Record<string, unknown>[]>('artifacts/names/names/names.json')[0]!).sort()).toEqual(
      odd.toSorted(),
    )
    expect(Object.keys((await project.rows('artifacts/names/all/table.parquet'))[0]!)).toEqual(odd)
    expect((await project.run('verify')).code).toBe(0)
  })

  test('of input files and of the folders that they lie in, one by one and by a pattern', async () => {
    const stages = odd.map(
      (name, i) => `  s${i}: { use: stages/rows.ts, in: { source: ${quoted(`data/${name}/${name}.txt`)} } }\n`,
    )
    const project = new ProjectRig({
      'pipeline.yaml': `name: names\nstages:\n${stages.join('')}  all: { use: stages/rows.ts, in: { source: "data/*/*.txt" } }\n`,
      ...Object.fromEntries(odd.map((name, i) => [`data/${name}/${name}.txt`, 'x'.repeat(i + 1)])),
      ...tableStages(['n']),
    })
    const result = await project.run()
    expect([result.code, result.stderr.match(/E_\w+.*/)]).toEqual([0, null])
    for (const i of odd.keys())
      expect(await project.rows(`artifacts/names/s${i}/table.parquet`)).toEqual([{ n: i + 1 }])
    // A pattern passes over hidden folders, and `..dots` is one.
    const seen = [...odd.keys()].filter((i) => odd[i] !== '..dots')
    expect(await project.rows('artifacts/names/all/table.parquet')).toEqual([
      { n: seen.reduce((sum, i) => sum + i + 1, 0) },
    ])
    expect((await project.run('status')).code).toBe(0)
  })

  test('of stage files, in TypeScript and SQL, with a helper of such a name', async () => {
    const give = (i: number, name: string) =>
      `import { defineStage, json } from 'millrace'\nimport { n } from ${quoted(`../lib/${name}.ts`)}\nexport default defineStage({ inputs: {}, outputs: { n: json() }, random: false, run: () => ({ n: n + ${i} }) })`
    // esbuild reads a question mark and a number sign in a path as the start of a suffix, as in a URL.
    const files = odd.filter((name) => !/[?#]/.test(name))
    const lines = files.map(
      (name, i) =>
        `  s${i}: { use: ${quoted(`stages/${name}.ts`)} }\n  q${i}: { use: ${quoted(`stages/${name}.sql`)}, in: { rows: rows.table } }\n`,
    )
    const project = new ProjectRig({
      'pipeline.yaml': `name: names\nstages:\n  rows: { use: stages/rows.ts, in: { source: in.txt } }\n${lines.join('')}`,
      'in.txt': 'x',
      ...tableStages(['n']),
      ...Object.fromEntries(
        files.flatMap((name, i) => [
          [`stages/${name}.ts`, give(i, name)],
          [`lib/${name}.ts`, 'export const n = 100\n'],
          [`stages/${name}.sql`, `SELECT n + ${i} AS n FROM rows`],
        ]),
      ),
    })
    const result = await project.run()
    expect([result.code, result.stderr.match(/E_\w+.*/)]).toEqual([0, null])
    for (const i of files.keys()) {
      expect(project.json(`artifacts/names/s${i}/n.json`)).toBe(100 + i)
      expect((await project.rows(`artifacts/names/q${i}/table.parquet`)).map(({ n }) => Number(n))).toEqual([1 + i])
    }
    project.write({ [`lib/${files[2]}.ts`]: 'export const n = 200\n' })
    expect((await project.run()).code).toBe(0)
    expect(project.json('artifacts/names/s2/n.json')).toBe(202)
    expect(project.json('artifacts/names/s3/n.json')).toBe(103)
  })

  test.each(odd.filter((name) => !/[?#]/.test(name)).map((name) => [JSON.stringify(name), name]))(
    '%s of the folder of the project',
    async (_, name) => {
      const project = new ProjectRig({})
      const inside = join(name, 'project')
      const files = {
        'package.json': { name: 'rig', private: true, type: 'module' },
        'pipeline.yaml': `name: names
stages:
  rows: { use: stages/rows.ts, in: { source: "*.txt" } }
  all: { use: stages/all.sql, in: { rows: rows.table } }
  names: { use: stages/names.ts, in: { rows: all.table } }
`,
        'in.txt': 'x',
        ...tableStages(['n']),
      }
      project.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [join(inside, path), text])))
      const result = await project.runWith({ cwd: inside })
      expect([result.code, result.stderr.match(/E_\w+.*/)]).toEqual([0, null])
      expect(project.json(join(inside, 'artifacts/names/names/names.json'))).toEqual([{ n: 1 }])
      expect((await project.runWith({ cwd: inside }, 'status')).code).toBe(0)
    },
  )
})

describe('symbolic links', () => {
  test('as an input: its target counts, and another target is another input', async () => {
    const project = new ProjectRig({ ...numbersProject, 'other/one.json': [1, 2, 3], 'other/two.json': [10, 20, 30] })
    rmSync(project.path('data/numbers.json'))
    symlinkSync('../other/one.json', project.path('data/numbers.json'))
    await project.run()
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)
    rmSync(project.path('data/numbers.json'))
    symlinkSync('../other/two.json', project.path('data/numbers.json'))
    expect((await project.run('status')).code).toBe(1)
    await project.run()
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(120)
    project.write({ 'other/two.json': [1] })
    await project.run()
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(2)
  })

  test('in a circle or to nothing, as an input, are a mistake with a code', async () => {
    for (const target of ['numbers.json', '../nowhere.json']) {
      const project = new ProjectRig(numbersProject)
      rmSync(project.path('data/numbers.json'))
      symlinkSync(target, project.path('data/numbers.json'))
      const result = await project.run()
      expect(result.stderr).toContain('E_FILE_NOT_FOUND')
      expect(result.code).toBe(2)
    }
  })

  test.each(['artifacts', 'artifacts/.store', 'artifacts/numbers'])(
    'in place of %s: what is there goes where the link leads',
    async (path) => {
      const project = new ProjectRig(numbersProject)
      mkdirSync(project.path('elsewhere'))
      mkdirSync(project.path(join(path, '..')), { recursive: true })
      symlinkSync(project.path('elsewhere'), project.path(path))
      expect((await project.run()).code).toBe(0)
      expect(project.list('elsewhere').length).toBeGreaterThan(0)
      expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)
      project.edit('pipeline.yaml', 'factor: 2', 'factor: 3')
      expect((await project.run()).code).toBe(0)
      expect(project.json('artifacts/numbers/sum/total.json')).toBe(18)
      expect((await project.run('verify')).code).toBe(0)
    },
  )

  test('to the folder of the project itself: the same project', async () => {
    const project = new ProjectRig({})
    project.write(
      Object.fromEntries(
        Object.entries({ 'package.json': { name: 'p', type: 'module' }, ...numbersProject }).map(([path, text]) => [
          `real/${path}`,
          text,
        ]),
      ),
    )
    symlinkSync('real', project.path('linked'))
    expect((await project.runWith({ cwd: 'linked' })).code).toBe(0)
    expect((await project.runWith({ cwd: 'real' }, 'run', '--json')).events.at(-1)).toMatchObject({ ran: 0 })
    renameSync(project.path('real'), project.path('moved'))
    expect((await project.runWith({ cwd: 'moved' }, 'run', '--json')).events.at(-1)).toMatchObject({ ran: 0 })
  })

  test('to nothing in place of artifacts/: a code, and no stack', async () => {
    const project = new ProjectRig(numbersProject)
    symlinkSync('/nowhere/at/all', project.path('artifacts'))
    const result = await project.run()
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('E_NOT_WRITABLE')
    expect(result.stderr).not.toMatch(/^\s+at /m)
  })
})
