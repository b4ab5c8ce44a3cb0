import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { transformSync } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCells } from '../project/notebook/run-cells.ts'
import { rainCells, sampleNotebook, weekend } from '../project/notebook/sample-notebook.ts'
import { ProjectRig, ran } from '../rig/project-rig.ts'

interface Cell {
  readonly cell_type: string
  readonly metadata: { readonly millrace: { readonly role: string; readonly stage?: string } }
  readonly source: readonly string[]
}

const code = rainCells.filter((cell) => !cell.startsWith('md:'))
/** Formatting aside: the same program. */
const plain = (source: string) =>
  transformSync(source, {
    loader: 'ts',
    minifyWhitespace: true,
    tsconfigRaw: '{"compilerOptions":{"verbatimModuleSyntax":true}}',
  }).code

describe('a notebook of cells', () => {
  let remove = () => {}
  const rig = new ProjectRig({}, (end) => {
    remove = end
  })
  const cells = () => rig.json<{ cells: Cell[] }>('rain/rain.ipynb').cells
  const withRole = (...roles: string[]) => cells().filter(({ metadata }) => roles.includes(metadata.millrace.role))

  beforeAll(async () => {
    rig.write({ 'rain.ipynb': sampleNotebook(rainCells), 'data/weekend.json': weekend })
    const made = await rig.run('init', 'rain', '--from', 'rain.ipynb')
    expect(made.stderr).toContain('Wrote rain/stages/mean-rain.ts')
    const run = await rig.runWith({ cwd: 'rain' }, '--json')
    expect(run.stderr).toBe('')
    expect(ran(run).sort()).toEqual(['cell6', 'meanRain', 'measuredDays', 'theWeek', 'weekend'])
    expect((await rig.runWith({ cwd: 'rain' }, 'notebook', '-o', 'rain.ipynb')).stderr).toBe('Wrote rain.ipynb\n')
    return remove
  })

  test('becomes a pipeline whose run gives what the cells give', () => {
    const modules = {
      'node:path': { posix },
      'node:fs': { readFileSync: (path: string) => readFileSync(rig.path(path), 'utf8') },
    }
    const { shown, valueNow } = runCells(code, modules)
    const output = (path: string) => rig.json(`rain/artifacts/rain/${path}.json`)
    expect(output('theWeek/week')).toEqual(valueNow('week'))
    expect(output('theWeek/shown')).toBe(shown[1])
    expect(output('measuredDays/amounts')).toEqual(valueNow('amounts'))
    expect(output('meanRain/average')).toBe(valueNow('average'))
    expect(output('meanRain/shown')).toBe(shown[4])
    expect(output('cell6/shown')).toEqual(shown[5])
    expect(output('weekend/wettest')).toBe(valueNow('wettest'))
    expect(shown[5]).toEqual({ words: ['Wed/wet'], average: 5.75 })
  })

  test('is written again with the source that it had', () => {
    const sources = withRole('imports', 'library', 'source').map(({ source }) => plain(source.join('')))
    expect(sources).toEqual(code.map((source) => plain(source.replace("'data/", "'../data/"))))
    const texts = withRole('text').map(({ source }) => source.join(''))
    expect(texts).toEqual(rainCells.filter((cell) => cell.startsWith('md:##')).map((cell) => cell.slice(3)))
  })

  test('shows under each cell of the engine what the stage gave', () => {
    const stages = withRole('show').map(({ metadata }) => metadata.millrace.stage)
    expect(stages).toEqual(['theWeek', 'measuredDays', 'meanRain', 'cell6', 'weekend'])
  })

  test('that was written becomes the same pipeline', async () => {
    await rig.runWith({ cwd: 'rain' }, 'init', '../again/rain', '--from', 'rain.ipynb')
    const files = [
      'stages/the-week.ts',
      'stages/measured-days.ts',
      'stages/mean-rain.ts',
      'stages/weekend.ts',
      'lib/arithmetic.ts',
    ]
    for (const file of files) expect(rig.read(`again/rain/${file}`)).toBe(rig.read(`rain/${file}`))
    const name = (text: string) => text.replace(/(\.\.\/)+data/, '<data>')
    expect(name(rig.read('again/rain/pipeline.yaml'))).toBe(name(rig.read('rain/pipeline.yaml')))
  })
})
