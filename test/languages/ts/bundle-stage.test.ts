import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundleStage } from '../../../src/languages/ts/bundle-stage.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

const stage = `import { defineStage, json } from 'millrace'
import { add } from '../lib/add.ts'
export default defineStage({
  inputs: {}, outputs: { sum: json() },
  run: () => ({ sum: add(1, 2) }),
})
`
const helper = `import type { Unused } from './types.ts'
export function add(a: number, b: number): number {
  const total = a + b
  return total
}
export const spare = (x: Unused) => x
`
const files = { 'stages/s.ts': stage, 'lib/add.ts': helper, 'lib/types.ts': 'export type Unused = string\n' }

/** Bundles the stage of a project with these files. */
const bundle = (changes: Readonly<Record<string, string>> = {}) => {
  const folder = temporaryFolder({ ...files, ...changes })
  return bundleStage(join(folder, 'stages/s.ts'), folder)
}
const digest = async (changes: Readonly<Record<string, string>> = {}) => (await bundle(changes)).digest

describe('the digest of a stage', () => {
  test('is the same in two folders, and neither it nor the names of its files know where they lie', async () => {
    const [one, two] = [await bundle(), await bundle()]
    expect(two.digest).toBe(one.digest)
    expect(two.files).toEqual(one.files)
    expect(Object.keys(one.files)).toEqual(expect.arrayContaining(['lib/add.ts', 'stages/s.ts']))
    for (const name of Object.keys(one.files)) expect(name).toMatch(/^(lib|stages|millrace\/src)\//)
  })

  test.each([
    ['a line comment', { 'lib/add.ts': helper.replace('return total', 'return total // the sum') }],
    ['a block comment', { 'lib/add.ts': helper.replace('a + b', 'a /* first */ + b') }],
    ['a legal comment', { 'stages/s.ts': `/*! (c) me */\n${stage}` }],
    ['a docblock', { 'stages/s.ts': stage.replace('export default', '/** Adds. @license MIT */\nexport default') }],
    ['formatting', { 'stages/s.ts': stage.replaceAll('\n', '\n\n').replaceAll('{ ', '{\n      ') }],
    ['semicolons and quotes', { 'stages/s.ts': stage.replaceAll("'", '"').replaceAll(')\n', ');\n') }],
    ['a type', { 'lib/add.ts': helper.replace('a: number, b: number', 'a: 1 | 2 | number, b: number') }],
    ['a file of types', { 'lib/types.ts': 'export type Unused = number\n' }],
    ['an export that is not used', { 'lib/add.ts': helper.replace('=> x', '=> x + x') }],
    ['a new export that has a name from elsewhere', { 'lib/add.ts': `${helper}export const total = 1\n` }],
    ['a file that is not imported', { 'lib/other.ts': 'export const other = 1\n' }],
    [
      "the author's tsconfig",
      { 'tsconfig.json': '{ "compilerOptions": { "target": "es5", "useDefineForClassFields": false } }' },
    ],
  ])('is left alone by %s', async (_, changes) => {
    expect(await digest(changes)).toBe(await digest())
  })

  test.each([
    ['a line of the stage', { 'stages/s.ts': stage.replace('add(1, 2)', 'add(1, 3)') }],
    ['a line of a helper', { 'lib/add.ts': helper.replace('a + b', 'b + a') }],
    ['a text that looks like a comment', { 'stages/s.ts': stage.replace('add(1, 2)', 'add(1, 2) + "// 1"') }],
  ])('changes with %s, and only that file is named', async (_, changes) => {
    const [before, after] = [await bundle(), await bundle(changes)]
    expect(after.digest).not.toBe(before.digest)
    const changed = Object.keys(after.files).filter((name) => after.files[name] !== before.files[name])
    expect(changed).toEqual(Object.keys(changes))
  })

  test('holds of Millrace what it uses and no more', async () => {
    const plain = Object.keys((await bundle()).files).filter((name) => name.startsWith('millrace/'))
    expect(plain.length).toBeGreaterThan(0)
    expect(plain.filter((name) => /\/(ml|sports|report|table)\//.test(name))).toEqual([])
    const learns = stage
      .replace('../lib/add.ts', 'millrace/ml')
      .replace('{ add }', '{ accuracy }')
      .replace('add(1, 2)', 'accuracy as never')
    const used = Object.keys((await bundle({ 'stages/s.ts': learns })).files)
    expect(used).toContain('millrace/src/ml/metrics/accuracy.ts')
    expect(used.filter((name) => name.includes('/ml/forest/'))).toEqual([])
    expect(used.filter((name) => name.includes('/ml/resample/'))).toEqual([])
  })

  test('takes JSON and text in by their bytes', async () => {
    const imports = `import a from './a.json'\nimport t from './t.txt'\n${stage.replace('add(1, 2)', '[a, t]')}`
    const one = await bundle({ 'stages/s.ts': imports, 'stages/a.json': '[1]', 'stages/t.txt': 'not: code {' })
    const two = await bundle({ 'stages/s.ts': imports, 'stages/a.json': '[1]', 'stages/t.txt': 'not: code }' })
    expect(Object.keys(one.files)).toEqual(expect.arrayContaining(['stages/a.json', 'stages/t.txt']))
    expect(two.digest).not.toBe(one.digest)
  })
})

describe('packages', () => {
  const withPackage = stage.replace('../lib/add.ts', 'sums')
  const installed = (version: string, below: string) => ({
    'stages/s.ts': withPackage,
    'node_modules/sums/package.json': JSON.stringify({
      name: 'sums',
      version,
      type: 'module',
      exports: './index.js',
      dependencies: { carry: '*', absent: '*' },
    }),
    'node_modules/sums/index.js': 'export const add = (a, b) => a + b\n',
    'node_modules/carry/package.json': JSON.stringify({ name: 'carry', version: below }),
  })

  test('enter by name, version and all that they pull in, and not by their code', async () => {
    const one = await bundle(installed('1.2.3', '4.0.0'))
    expect(one.packages.find(({ name }) => name === 'sums')).toEqual({
      name: 'sums',
      version: '1.2.3',
      closure: ['carry@4.0.0'],
    })
    const patched = await bundle({
      ...installed('1.2.3', '4.0.0'),
      'node_modules/sums/index.js': 'export const add = 0',
    })
    expect(patched.digest).toBe(one.digest)
    const newer = await bundle(installed('1.2.4', '4.0.0'))
    expect(newer.digest).not.toBe(one.digest)
    const below = await bundle(installed('1.2.3', '4.0.1'))
    expect(below.digest).toBe(one.digest)
    expect(below.packages).not.toEqual(one.packages)
  })

  test('are found by the worker from wherever the executable lies, and are watched', async () => {
    const { executable, watched, digest: _ } = await bundle(installed('1.2.3', '4.0.0'))
    expect(executable).toMatch(/file:\/\/[^"]*\/node_modules\/sums\/index\.js/)
    expect(executable).not.toContain('millrace-package:')
    expect(watched.filter((path) => path.endsWith('carry/package.json'))).toHaveLength(1)
  })

  test('that are linked into a workspace are bundled like own code', async () => {
    const folder = temporaryFolder({
      ...files,
      'stages/s.ts': withPackage.replace("'sums'", "'../packages/sums/index.ts'"),
      'packages/sums/index.ts': 'export const add = (a: number, b: number) => a + b\n',
    })
    const { files: used, packages } = await bundleStage(join(folder, 'stages/s.ts'), folder)
    expect(Object.keys(used)).toContain('packages/sums/index.ts')
    expect(packages.map(({ name }) => name)).not.toContain('sums')
  })

  test('Node modules stay what they are', async () => {
    const { executable, packages } = await bundle({
      'stages/s.ts': `import { basename } from 'node:path'\nimport { tmpdir } from 'os'\n${stage.replace('add(1, 2)', '[basename(tmpdir())]')}`,
    })
    expect(executable).toContain('"node:path"')
    expect(packages.every(({ name }) => name !== 'os')).toBe(true)
  })
})

describe('what cannot be tracked is refused at its place', () => {
  test.each([
    [
      'import.meta in the stage',
      { 'stages/s.ts': stage.replace('add(1, 2)', 'import.meta.dirname') },
      'stages/s.ts',
      5,
      22,
    ],
    [
      'import.meta in a helper',
      { 'lib/add.ts': helper.replace('return total', 'return import.meta.url') },
      'lib/add.ts',
      4,
      10,
    ],
    [
      'a computed import',
      { 'lib/add.ts': `${helper}export const load = (n: string) => import(n)\n` },
      'lib/add.ts',
      7,
      43,
    ],
    [
      'an import from a template',
      { 'stages/s.ts': `${stage}export const load = (n: string) => import(\`./\${n}.ts\`)\n` },
      'stages/s.ts',
      7,
      43,
    ],
  ])('%s', async (_, changes, file, line, column) => {
    await expect(bundle(changes as Record<string, string>)).rejects.toMatchObject({
      code: 'E_STAGE_READS',
      at: { file, line, column },
    })
  })

  test('a literal dynamic import is bundled', async () => {
    const used = await bundle({
      'stages/s.ts': stage.replace('add(1, 2)', `import('../lib/late.ts')`),
      'lib/late.ts': 'export const late = 1\n',
    })
    expect(Object.keys(used.files)).toContain('lib/late.ts')
  })
})

test('the source map leads from the executable to the sources of this machine', async () => {
  const folder = temporaryFolder(files)
  const { executable } = await bundleStage(join(folder, 'stages/s.ts'), folder)
  const [, base64] = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(executable)!
  const { sources } = JSON.parse(Buffer.from(base64!, 'base64').toString()) as { sources: string[] }
  expect(sources).toContain(join(folder, 'stages/s.ts'))
  for (const source of sources) expect(readFileSync(source, 'utf8')).toBeTruthy()
})
