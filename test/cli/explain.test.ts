import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { KeyDocument } from '../../src/engine/contracts/cache.ts'
import { type CliResult, ProjectRig } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'

interface Explained {
  readonly verdict: string
  readonly reasons: readonly Record<string, unknown>[]
}

const explained = ({ events }: CliResult) => events[0] as unknown as Explained

/** The first line of an explanation, without the time and the run, and what stands below it. */
const words = ({ stderr }: CliResult) =>
  stderr.replace(/; its last result is of \d{4}-\d\d-\d\d \d\d:\d\d, made by run \S+/, '').split('\n')

/** A stage whose helper is three imports away, behind a file that holds nothing but exports of others. */
const deepProject = {
  'pipeline.yaml': 'name: deep\nstages:\n  train: { use: stages/train.ts }\n',
  'stages/train.ts': `import { defineStage, json } from 'millrace'
import { x } from '../lib/index.ts'
export default defineStage({ inputs: {}, outputs: { o: json() }, random: false, run: () => ({ o: x() }) })`,
  'lib/index.ts': `export * from './x.ts'\n`,
  'lib/x.ts': `import { y } from '../src/y.ts'\nexport const x = () => y() + 1\n`,
  'src/y.ts': 'export const y = () => 1\n',
}

describe('explain after a change of code', () => {
  test('three imports away names the file and the chain from the stage file to it, in words and in JSON', async () => {
    const project = new ProjectRig(deepProject)
    await project.run()
    project.edit('src/y.ts', '=> 1', '=> 2')
    const [text, json] = await Promise.all([project.run('explain', 'train'), project.run('explain', 'train', '--json')])
    expect([text.code, json.code]).toEqual([1, 1])
    expect(words(text)).toEqual([
      'train is stale',
      '  - code changed: src/y.ts changed, imported by stages/train.ts → lib/index.ts → lib/x.ts',
      '',
    ])
    expect(explained(json).reasons).toEqual([
      {
        type: 'code-changed',
        changed: ['src/y.ts'],
        added: [],
        removed: [],
        chains: { 'src/y.ts': ['stages/train.ts', 'lib/index.ts', 'lib/x.ts', 'src/y.ts'] },
        text: 'code changed: src/y.ts',
      },
    ])
  })

  test('a helper that comes and one that goes are told with who imports or imported them', async () => {
    const project = new ProjectRig(deepProject)
    await project.run()
    project.write({ 'lib/z.ts': 'export const z = () => 9\n' })
    project.edit('lib/x.ts', `import { y } from '../src/y.ts'`, `import { z as y } from './z.ts'`)
    expect(words(await project.run('explain', 'train'))).toEqual([
      'train is stale',
      '  - code changed',
      '      lib/x.ts changed, imported by stages/train.ts → lib/index.ts',
      '      lib/z.ts is new, imported by stages/train.ts → lib/index.ts → lib/x.ts',
      '      src/y.ts is no longer used, imported by stages/train.ts → lib/index.ts → lib/x.ts',
      '',
    ])
  })

  test('another stage file and another language are told as that', async () => {
    const project = new ProjectRig(tablesProject)
    await project.run()
    project.write({
      'stages/large.ts': `import { defineStage, table, z } from 'millrace'
export default defineStage({ inputs: { rows: table() }, outputs: { table: table() }, params: z.object({ least: z.number() }),
  random: false, run: ({ inputs }) => ({ table: inputs.rows.sql('SELECT id, value FROM self') }) })`,
    })
    project.edit('pipeline.yaml', 'stages/big.sql', 'stages/large.ts')
    const { stderr } = await project.run('explain', 'big')
    expect(stderr).toContain('the stage is stages/large.ts now, was stages/big.sql')
    expect(stderr).toContain('language: sql → ts')
  })

  test('results of earlier versions, which tell no imports, are explained without them', async () => {
    const project = new ProjectRig(deepProject)
    const first = await project.run('--json')
    const { fingerprint } = first.events.find(({ type }) => type === 'stage-finished') as unknown as {
      fingerprint: string
    }
    const path = `artifacts/.store/actions/${fingerprint}/key.json`
    const { background: _, ...old } = project.json<KeyDocument>(path)
    writeFileSync(project.path(path), JSON.stringify(old))
    project.edit('src/y.ts', '=> 1', '=> 2')
    expect(words(await project.run('explain', 'train'))[1]).toContain('src/y.ts changed, imported by stages/train.ts')
  })
})

describe('explain after a change of parameters', () => {
  test('tells the old and the new value, a long one in full', async () => {
    const long = 'x'.repeat(100)
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.edit('pipeline.yaml', 'params: { factor: 2 }', `params: { factor: 3, labels: { low: ${long} } }`)
    expect(words(await project.run('explain', 'scale'))).toEqual([
      'scale is stale',
      '  - parameter factor: 2 → 3',
      '  - parameter labels.low',
      '      from "l"',
      `      to   "${long}"`,
      '',
    ])
  })
})

describe('explain after a package was upgraded', () => {
  test('tells both versions and who imports it; of a package below it, what pulls it in', {
    timeout: 240_000,
  }, async () => {
    const project = new ProjectRig({
      'package.json': { name: 'rig', private: true, type: 'module' },
      '.npmrc': 'install-links=true\noffline=true\n',
      'pipeline.yaml': 'name: packages\nstages:\n  mean: { use: stages/mean.ts }\n',
      'stages/mean.ts': `import { defineStage, json } from 'millrace'
import { average } from '../lib/average.ts'
export default defineStage({ inputs: {}, outputs: { mean: json() }, random: false, run: () => ({ mean: average([1, 3]) }) })`,
      'lib/average.ts': `import { mean } from 'stats-lite'\nexport const average = (of: number[]): number => mean(of)\n`,
      ...fixturePackage('v1', '1.0.0', '1.0.0'),
      ...fixturePackage('v2', '2.0.0', '1.0.0'),
      ...fixturePackage('v3', '2.0.0', '1.4.0'),
    })
    install(project, 'v1')
    const first = await project.run('--json')
    expect(first.events.at(-1)).toMatchObject({ ok: true, ran: 1 })

    install(project, 'v2')
    const [text, json] = await Promise.all([project.run('explain', 'mean'), project.run('explain', 'mean', '--json')])
    const chain = ['stages/mean.ts', 'lib/average.ts']
    expect(words(text)).toEqual([
      'mean is stale',
      `  - package "stats-lite": 1.0.0 → 2.0.0, imported by ${chain.join(' → ')}`,
      '',
    ])
    expect(explained(json).reasons).toEqual([
      {
        type: 'package-changed',
        name: 'stats-lite',
        from: '1.0.0',
        to: '2.0.0',
        chain,
        text: 'package "stats-lite": 1.0.0 → 2.0.0',
      },
    ])
    await project.run()

    install(project, 'v3')
    expect(words(await project.run('explain', 'mean'))[1]).toBe(
      `  - package "adder": 1.0.0 → 1.4.0, pulled in by stats-lite, imported by ${chain.join(' → ')}`,
    )
  })
})

/** A package with one below it, in a folder of its own. */
function fixturePackage(folder: string, version: string, adderVersion: string): Record<string, unknown> {
  const manifest = { type: 'module', exports: './index.js' }
  return {
    [`packages/${folder}/stats-lite/package.json`]: {
      ...manifest,
      name: 'stats-lite',
      version,
      dependencies: { adder: 'file:../adder' },
    },
    [`packages/${folder}/stats-lite/index.js`]: `import { add } from 'adder'\nexport const mean = (of) => of.reduce(add) / of.length\n`,
    [`packages/${folder}/adder/package.json`]: { ...manifest, name: 'adder', version: adderVersion },
    [`packages/${folder}/adder/index.js`]: 'export const add = (a, b) => a + b\n',
  }
}

/** As a user does it: npm copies the folder into node_modules. */
function install(project: ProjectRig, version: string): void {
  const folders = ['adder', 'stats-lite'].map((name) => `file:./packages/${version}/${name}`)
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock']
  execFileSync('npm', ['install', ...flags, ...folders], { cwd: project.folder, stdio: ['ignore', 'ignore', 'pipe'] })
}

describe('explain after a change of data', () => {
  test('names the file and both digests; for a wire the stage above, and after the run the rows', async () => {
    const project = new ProjectRig(tablesProject)
    await project.run()
    project.edit('pipeline.yaml', 'use: stages/rows.ts', 'use: stages/rows.ts, params: { count: 12 }')
    expect(words(await project.run('explain', 'count'))).toEqual([
      expect.stringMatching(/^count waits for big: it runs when what that gives comes out different/),
      '  - stale above it: rows',
      '',
    ])
    const planned = await project.run('explain', 'count', '--json')
    expect(planned.events[0]).toMatchObject({ verdict: 'wait', on: ['big'], because: ['rows'] })
    await project.run('rows')
    const big = await project.run('explain', 'big')
    expect(words(big)[1]).toBe('  - input rows (rows.table) has other content: 10 → 12 rows')
    expect(words(big)[2]).toMatch(/^ {6}from [0-9a-f]{12}, 10 rows, columns 3$/)
    expect(words(big)[3]).toMatch(/^ {6}to {3}[0-9a-f]{12}, 12 rows, columns 3$/)
  })

  test('of a glob it names the files that changed, came and went', async () => {
    const project = new ProjectRig({
      ...numbersProject,
      'pipeline.yaml': numbersProject['pipeline.yaml'].replace('data/numbers.json', 'data/*.json'),
      'data/gone.json': [7],
    })
    await project.run()
    execFileSync('rm', [project.path('data/gone.json')])
    project.write({ 'data/numbers.json': [4], 'data/more.json': [5] })
    const result = await project.run('explain', 'scale')
    expect(words(result).slice(1, 5)).toEqual([
      '  - input source (data/*.json) has other content',
      '      numbers.json changed',
      '      more.json is new',
      '      gone.json is gone',
    ])
  })
})

describe('explain after a change of environment and seed', () => {
  test('names environment values, never shows them, and tells the seed as the pipeline file has it', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': 'name: env\nseed: 1\nstages:\n  s: { use: s.ts, env: [TOKEN] }\n',
      's.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { o: json() }, run: ({ seed }) => ({ o: seed }) })`,
    })
    await project.runWith({ env: { TOKEN: 'hidden-one' } })
    project.edit('pipeline.yaml', 'seed: 1', 'seed: 2')
    const changed = await project.runWith({ env: { TOKEN: 'hidden-two' } }, 'explain')
    expect(words(changed).slice(1)).toEqual(['  - environment value TOKEN changed', '  - seed: 1 → 2', ''])
    const unset = await project.run('explain', '--json')
    expect(explained(unset).reasons[0]).toMatchObject({ type: 'env-changed', name: 'TOKEN', from: 'set', to: 'unset' })
    expect(`${changed.stderr}${unset.stdout}`).not.toContain('hidden')
  })
})

describe('explain of a stage', () => {
  test('that is up to date says so, since when and by which run; exit code 0', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    const [run] = project.list('artifacts/.store/runs').map((name) => name.replace('.json', ''))
    project.edit('pipeline.yaml', 'start: 1', 'start: 3')
    await project.run()
    const { code, stderr } = await project.run('explain', 'scale')
    expect(code).toBe(0)
    expect(stderr).toMatch(
      new RegExp(`^scale is up to date since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d, made by run ${run} in [\\d.]+ s\\n$`),
    )
    const json = await project.run('explain', 'scale', '--json')
    expect(json.events[0]).toMatchObject({ verdict: 'reuse', last: { run, seconds: expect.any(Number) } })
  })

  test('that failed says with what and in which run, until it has been mended', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    project.edit('lib/unit.ts', 'return 1', `throw new Error('no unit today')`)
    await project.run()
    const { stderr } = await project.run('explain', 'scale')
    expect(stderr).toMatch(/ {2}- failed in run \S+: E_STAGE_THREW no unit today\n/)
    project.edit('lib/unit.ts', `throw new Error('no unit today')`, 'return 1')
    expect((await project.run('explain', 'scale')).stderr).toMatch(/^scale is up to date since [^\n]*\n$/)
  })

  test('that is not there says which is meant', async () => {
    const { code, stderr } = await new ProjectRig(numbersProject).run('explain', 'scael')
    expect(code).toBe(2)
    expect(stderr).toContain('E_UNKNOWN_STAGE')
    expect(stderr).toContain('Did you mean "scale"?')
  })
})
