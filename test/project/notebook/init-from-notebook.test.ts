import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { MillraceError } from '../../../src/base/errors/millrace-error.ts'
import { notebookProject } from '../../../src/project/init/notebook-project.ts'
import { sampleNotebook } from './sample-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-cells-'))
afterAll(() => rmSync(folder, { recursive: true }))

function projectOf(cells: readonly string[], metadata?: object) {
  const path = join(folder, 'study.ipynb')
  writeFileSync(path, JSON.stringify(sampleNotebook(cells, metadata)))
  return notebookProject(join(folder, 'study'), 'study', path)
}

async function refusal(cells: readonly string[], metadata?: object): Promise<MillraceError> {
  try {
    await projectOf(cells, metadata)
  } catch (error) {
    return error as MillraceError
  }
  throw new Error('the notebook was taken')
}

describe('a notebook is refused, with the cell and the place,', () => {
  test.each([
    [
      'a name that another cell defined gets another value',
      ['let a = 1', '1\na = 2'],
      2,
      2,
      1,
      'gives `a` another value',
    ],
    ['a value of another cell is changed', ['const a = [1]', 'const b = 1\na.push(b)'], 2, 2, 1, 'changes `a`'],
    [
      'two cells define a name',
      ['const a = 1', 'const b = 1', 'const a = 2'],
      3,
      1,
      7,
      'again, which code cell 1 defined',
    ],
    ['a cell is no TypeScript', ['const a = = 1'], 1, 1, 11, 'is no TypeScript'],
    ['a cell is for the kernel', ['%matplotlib inline'], 1, 1, 1, 'is no TypeScript'],
    ['a value is none that JSON can hold', ['const seen = new Map()', 'seen.size'], 1, 1, 7, '`seen`, a Map'],
    [
      'a function stands beside values',
      ['const a = Math.abs(1); function f() {}', 'f()'],
      1,
      1,
      24,
      'a function beside values',
    ],
    ['a function is shown', ['(x) => x'], 1, 1, 1, 'shows a function'],
    [
      'a function reads a value of a stage',
      ['const a = Math.abs(1)', 'function f() { return a }'],
      2,
      1,
      23,
      'they use `a`',
    ],
    ['a name is defined further down', ['b + 1', 'const b = 1'], 1, 1, 1, 'defined below it, in code cell 2'],
    ['a name is defined nowhere', ['const total = 1', 'totl'], 2, 1, 1, '`totl`, which no cell defines'],
    ['something is exported', ['export const a = 1'], 1, 1, 1, 'exports something'],
    [
      'an import leads to an address',
      ["import x from 'https://example.org/x.ts'\nx"],
      1,
      1,
      15,
      'from where Node takes nothing',
    ],
    ['a name is no name of an output', ['const $a = 1'], 1, 1, 7, 'cannot be the name of an output'],
  ])('where %s', async (_, cells, cell, line, column, message) => {
    const { code, at, message: told, hint } = await refusal(cells)
    expect(told).toContain(message)
    expect(code).toBe('E_NOTEBOOK')
    expect(at).toMatchObject({ file: `study.ipynb, code cell ${cell}`, line, column })
    expect(at!.text).toBe(cells[cell - 1]!.split('\n')[line - 1])
    expect(hint).toMatch(/[.?]$/)
  })

  test.each([
    ['Deno', ['const t = await Deno.readTextFile("x")']],
    ['fetch', ['const t = await fetch("x")']],
    ['import.meta', ['const u = import.meta.url']],
    ['opens a pipeline', ["import { openPipeline } from 'millrace'\nconst p = await openPipeline()"]],
    ['works with files', ["import { readFileSync } from 'node:fs'\nconst path = 'a'\nconst t = readFileSync(path)"]],
    ['works with files', ["import fs from 'node:fs'\nfs.writeFileSync('a', '')"]],
    ['reads `a.json`', ["import fs from 'node:fs'\nfunction f() { return fs.readFileSync('a.json') }"]],
  ])('where a stage would reach what no digest sees: %s', async (what, cells) => {
    const { code, message } = await refusal(cells)
    expect(code).toBe('E_STAGE_READS')
    expect(message).toContain(what)
  })

  test('where it is in another language', async () => {
    const { code, message } = await refusal(['print(1)'], {
      kernelspec: { name: 'python3', display_name: 'Python', language: 'python' },
    })
    expect(code).toBe('E_NOTEBOOK')
    expect(message).toContain('is a notebook in python')
  })

  test('where no cell gives anything', async () => {
    expect((await refusal(['md:# Only text'])).message).toContain('no cell that gives a value')
  })
})

describe('cells become stages', () => {
  const file = async (cells: readonly string[], path: string) => (await projectOf(cells)).files[path]!

  test('whose names hide those of other cells where the language says so', async () => {
    const { files } = await projectOf([
      'const rows = [1, 2]',
      'const f = (rows: number[]) => rows.push(1)\nrows.map((x) => { let rows = x; rows += 1; return rows })',
    ])
    expect(files['pipeline.yaml']).toContain('in: { rows: rows.rows }')
  })

  test('that hand tables on as tables', async () => {
    const cells = [
      "import { Table } from 'millrace'\nconst t = Table.from([{ a: 1 }])",
      "const u = t.sql('SELECT a FROM self')",
      'await u.count()',
    ]
    expect(await file(cells, 'stages/u.ts')).toContain('inputs: { t: table() },\n  outputs: { u: table() },')
  })

  test('that read a file through an input, which is called for the file', async () => {
    const cells = [
      "import { readCsv } from 'millrace'\nconst { table: sales } = await readCsv(['data/my sales.csv'], {})\nawait sales.count()",
    ]
    const { files } = await projectOf(cells)
    expect(files['pipeline.yaml']).toContain('in: { mySalesCsv: "../data/my sales.csv" }')
    expect(files['stages/cell1.ts']).toContain('readCsv([mySalesCsv.files[0]!.path], {})')
  })

  test('that give what is read below, what is shown, or else all that they define', async () => {
    expect(await file(['const a = 1\nconst b = 2\na + b'], 'stages/cell1.ts')).toContain(
      'outputs: { shown: json<any>() }',
    )
    expect(await file(['const a = 1\nconst b = 2'], 'stages/b.ts')).toContain('return { a, b }')
    expect(await file(['const shown = 1\nshown'], 'stages/cell1.ts')).toContain('const shown2 = shown')
  })

  test('that call ports otherwise where a cell has taken the name', async () => {
    const text = await file(["import { json } from './other.ts'\nconst a: number = json(1)"], 'stages/a.ts')
    expect(text).toContain("import { defineStage, json as jsonPort } from 'millrace'")
    expect(text).toContain("import { json } from '../../other.ts'")
    expect(text).toContain('outputs: { a: jsonPort<number>() }')
  })

  test('that need the packages which they import', async () => {
    const { packages, files } = await projectOf(["import { mean } from 'npm:d3-array@3.2.4'\nmean([1])"])
    expect(packages).toEqual({ 'd3-array': '3.2.4' })
    expect(files['stages/cell1.ts']).toContain("import { mean } from 'd3-array'")
  })

  test('and lines of a template literal stay where they are', async () => {
    expect(await file(['const a = `b\n  c`'], 'stages/a.ts')).toContain('    const a = `b\n  c`\n')
  })
})
