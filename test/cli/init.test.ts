import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { packedMillrace } from '../rig/packed-millrace.ts'
import { fromSources, ProjectRig } from '../rig/project-rig.ts'
import { testData } from '../rig/test-data.ts'

const repository = join(import.meta.dirname, '..', '..')
const co2 = testData('co2/CO2 Emissions_Canada.csv')
const fair = testData('tabular/fair.csv')

interface Evaluation {
  readonly classes: readonly string[]
  readonly scores: readonly { readonly label: string; readonly metrics: { readonly accuracy?: number } }[]
}

describe('a new project', () => {
  test('runs as it is, and its second run does nothing', async () => {
    const project = new ProjectRig({})
    const made = await project.run('init', 'My first one')
    expect(made.stderr).toContain(`Next: cd 'My first one' && npm install && npx millrace\n`)
    expect(made.code).toBe(0)
    const inside = { cwd: 'My first one' }
    const run = await project.runWith(inside, 'run', '--json')
    expect(run.events.at(-1)).toMatchObject({ type: 'run-finished', ok: true, ran: 3 })
    expect(project.exists('My first one/reports/my-first-one.html')).toBe(true)
    expect((await project.runWith(inside, 'run', '--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 3 })
  })

  test('depends on the checkout that wrote it, by a path from the new folder', async () => {
    const project = new ProjectRig({}, undefined, fromSources)
    await project.run('init', 'new')
    const { dependencies, name } = project.json<{ name: string; dependencies: { millrace: string } }>(
      'new/package.json',
    )
    expect(name).toBe('new')
    expect(dependencies.millrace).toBe(`file:${relative(project.path('new'), repository)}`)
  })

  test('overwrites nothing: it names the file, and writes no other', async () => {
    const project = new ProjectRig({ 'new/stages/warm.sql': 'SELECT 1', 'package.json': { name: 'here' } })
    const here = await project.run('init')
    expect(here.code).toBe(2)
    expect(here.stderr).toContain('E_FILE_EXISTS  package.json is there already')
    const there = await project.run('init', 'new')
    expect(there.code).toBe(2)
    expect(there.stderr).toContain('E_FILE_EXISTS  new/stages/warm.sql is there already')
    expect(project.contents('new')).toEqual({ 'new/stages/warm.sql': 'SELECT 1' })
  })
})

describe('a project from a CSV file', () => {
  test('names with blanks, brackets, quotes and dots work, in the file, its name and its values', async () => {
    const lines = Array.from({ length: 120 }, (_, i) => {
      const kind = ['yes, "quite"', "it's no", '[maybe]', 'null'][i % 4]!
      return [
        i + 1,
        i % 7,
        kind,
        ['A b', 'ünï: #1', '{x}'][i % 3],
        `2024-01-${10 + (i % 9)}`,
        i % 2 === 0,
        5,
        `id-${i}`,
      ]
        .map((cell) => `"${String(cell).replaceAll('"', '""')}"`)
        .join(',')
    })
    const header = `no,"size [cm] ""x""",the "answer"? it's,colour: $a {b},when,flag,same,id.key`
    const project = new ProjectRig({ 'data [1] (new)/my data*.v2.csv': `${header}\n${lines.join('\n')}\n` })
    const target = `the "answer"? it's`
    const made = await project.run('init', 'new', '--from', 'data [1] (new)/my data*.v2.csv', '--target', target)
    expect(made.stderr).toContain('Wrote new/pipeline.yaml')
    const text = project.read('new/pipeline.yaml')
    expect(text).toContain('#   "no": it only numbers the rows\n')
    expect(text).toContain('#   "same": it has the same value in every row\n')
    expect(text).toContain('#   "id.key": 120 different values are too many for a flag each (20 at most)\n')
    const run = await project.runWith({ cwd: 'new' }, 'run', '--json')
    expect(run.stderr).toBe('')
    expect(run.events.at(-1)).toMatchObject({ ok: true, ran: 7 })
    const { classes } = project.json<Evaluation>('new/artifacts/new/evaluate/metrics.json')
    expect(classes).toEqual(['[maybe]', "it's no", 'null', 'yes, "quite"'])
    const features = project.json<{ features: { name: string }[] }>('new/artifacts/new/preprocess/features.json')
    expect(features.features.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['size [cm] "x"', 'colour: $a {b}_ünï: #1', 'when_2024-01-10', 'flag']),
    )
    // The file stays where it is.
    expect(project.list('new/data')).toEqual([])
  })

  test('rows without a target, rare classes and a target of numbers with few values are said in words', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i * 1.5},${i < 2 ? '' : i === 2 ? 9 : i % 2}`)
    const project = new ProjectRig({ 'few.csv': `x,grade\n${rows.join('\n')}\n` })
    await project.run('init', 'new', '--from', 'few.csv', '--target', 'grade')
    const text = project.read('new/pipeline.yaml')
    expect(text).toContain('# The classes are the 3 values of the column.'.replace('3', '2'))
    expect(text).toContain('# Left out: "9", which only 1 rows have.')
    expect(text).toContain('# Left out: 2 rows without a value.')
    const run = await project.runWith({ cwd: 'new' }, 'run', '--json')
    expect(run.events.at(-1)).toMatchObject({ ok: true })
    expect(project.json<Evaluation>('new/artifacts/new/evaluate/metrics.json').classes).toEqual(['0', '1'])
  })

  test.each<[string, string[], string[]]>([
    [
      'a column that is not there',
      ['--from', 'a.csv', '--target', 'prise'],
      ['E_TABLE_COLUMN', 'Did you mean "price"?'],
    ],
    ['a column of identifiers', ['--from', 'a.csv', '--target', 'id'], ['E_INIT_TARGET', '60 different values']],
    ['a column of one value', ['--from', 'a.csv', '--target', 'same'], ['E_INIT_TARGET', 'one value']],
    ['a file that is not there', ['--from', 'b.csv', '--target', 'id'], ['E_FILE_NOT_FOUND', 'b.csv']],
    ['a file that is no CSV', ['--from', 'a.xlsx', '--target', 'id'], ['E_INPUT_FORMAT', '.xlsx']],
    ['a file without a target', ['--from', 'a.csv'], ['E_ARGUMENT', '--target']],
    ['a target without a file', ['--target', 'id'], ['E_ARGUMENT', '--from']],
  ])('%s is refused before anything is written', async (_, args, expected) => {
    const rows = Array.from({ length: 60 }, (_, i) => `n${i},1,${i * 2}`)
    const project = new ProjectRig({ 'a.csv': `id,same,price\n${rows.join('\n')}\n`, 'a.xlsx': 'x' })
    const { code, stderr } = await project.run('init', 'new', ...args)
    for (const text of expected) expect(stderr).toContain(text)
    expect(stderr).not.toContain('E_INTERNAL')
    expect(code).not.toBe(0)
    expect(project.exists('new')).toBe(false)
  })
})

describe('from real data', () => {
  test.skipIf(co2.missing)('CO2 emissions: thirds of a number, text as flags, what is left out is said', async () => {
    const project = new ProjectRig({})
    await project.run('init', 'cars', '--from', co2.path, '--target', 'CO2 Emissions(g/km)')
    expect(project.read('cars/pipeline.yaml')).toContain('#   "Model": 2048 different values')
    const run = await project.runWith({ cwd: 'cars' }, 'run', '--json')
    expect(run.events.at(-1)).toMatchObject({ ok: true, ran: 7, failed: 0 })
    const { classes } = project.json<Evaluation>('cars/artifacts/cars/evaluate/metrics.json')
    expect(classes).toEqual(['low', 'middle', 'high'])
  })

  test.skipIf(fair.missing || co2.missing)(
    'packed and installed from the tarball, both files give projects that run',
    () => {
      const folder = packedMillrace()
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const bin = join(folder, 'node_modules', 'millrace', 'bin', 'millrace.js')
      const millrace = (cwd: string, ...args: string[]) => {
        mkdirSync(cwd, { recursive: true })
        return execFileSync(process.execPath, [bin, ...args], {
          cwd,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        })
      }
      for (const [name, from, target] of [
        ['affairs', fair.path, 'affairs'],
        ['cars', co2.path, 'CO2 Emissions(g/km)'],
      ] as const) {
        millrace(folder, 'init', name, '--from', from, '--target', target)
        const lines = millrace(join(folder, name), 'run', '--json').trim().split('\n')
        expect(JSON.parse(lines.at(-1)!)).toMatchObject({ type: 'run-finished', ok: true, ran: 7 })
      }
      const manifest = JSON.parse(readFileSync(join(folder, 'affairs', 'package.json'), 'utf8')) as {
        dependencies: { millrace: string }
      }
      expect(manifest.dependencies.millrace).toMatch(/^\^\d+\.\d+\.\d+$/)
      // Where many rows have one value, there are two classes.
      const metrics = readFileSync(join(folder, 'affairs/artifacts/affairs/evaluate/metrics.json'), 'utf8')
      expect((JSON.parse(metrics) as Evaluation).classes).toEqual(['low', 'high'])
    },
  )
})
