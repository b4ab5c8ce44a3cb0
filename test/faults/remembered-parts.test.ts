import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CliResult, type ProjectRig, until } from '../rig/project-rig.ts'
import { madeIn, searchProject } from './rig/search-stage.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)
const told = (result: CliResult) =>
  result.events.find(({ type, stage }) => type === 'stage-finished' && stage === 'search')?.remembered
const sum = (project: ProjectRig) => project.json('artifacts/search/search/sum.json')

function partFiles(project: ProjectRig): string[] {
  const root = project.path('artifacts/.store/remembered')
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

describe('a stage that remembers parts of its work', () => {
  test('ended by kill -9 in the middle goes on at the part where it was; asked for more of the same it makes what is new', async () => {
    const project = searchProject(20)
    project.write({ 'signals/wait-at': '13' })
    const running = project.start([])
    await until(() => madeIn(project).length === 13, 'the parts did not come')
    running.process.kill('SIGKILL')
    await running.finished
    project.write({ 'signals/wait-at': '' })
    expect(told(await project.run('--json'))).toEqual({ reused: 13, made: 8 })
    expect(madeIn(project)).toEqual(upTo(20))
    expect(sum(project)).toBe(3 * 2470)
    project.edit('pipeline.yaml', 'parts: 20', 'parts: 22')
    expect(told(await project.run('--json'))).toEqual({ reused: 21, made: 2 })
    expect(madeIn(project)).toEqual(upTo(22))
  })

  test('makes a part again when an input that it reads, the code or the seed is another, not when another input is', async () => {
    const project = searchProject(3)
    await project.run()
    project.write({ 'data/number.txt': '3 noted' })
    expect(told(await project.run('--json'))).toEqual({ reused: 4, made: 0 })
    project.write({ 'data/number.txt': '5 noted' })
    expect(told(await project.run('--json'))).toEqual({ reused: 1, made: 3 })
    expect(sum(project)).toBe(25)
    project.edit('pipeline.yaml', 'seed: 1', 'seed: 2')
    expect(told(await project.run('--json'))).toEqual({ reused: 0, made: 4 })
    project.edit('stages/search.ts', 'i * i', 'i * i * i')
    expect(told(await project.run('--json'))).toEqual({ reused: 0, made: 4 })
    expect(sum(project)).toBe(45)
  })

  test('is verified and forced without its memory, but for what is marked to be replayed', async () => {
    const project = searchProject(3)
    await project.run()
    expect((await project.run('verify')).code).toBe(0)
    expect(madeIn(project)).toEqual([...upTo(3), ...upTo(3)])
    expect(told(await project.run('search', '--force', '--json'))).toEqual({ reused: 1, made: 3 })
  })

  test('keeps its parts through gc as long as its result is named, or they are young', async () => {
    const project = searchProject(3)
    await project.run()
    const age = () => {
      const then = Date.now() / 1000 - 60 * 86_400
      for (const path of partFiles(project)) utimesSync(path, then, then)
      for (const name of project.list('artifacts/.store/remembered')) {
        utimesSync(project.path('artifacts/.store/remembered', name), then, then)
      }
    }
    age()
    await project.run('gc', '--yes')
    expect(partFiles(project)).toHaveLength(4)
    project.edit('pipeline.yaml', 'seed: 1', 'seed: 2')
    await project.run()
    expect(partFiles(project)).toHaveLength(8)
    age()
    const gone = await project.run('gc', '--yes', '--keep-runs', '0', '--json')
    expect(gone.events.filter(({ kind }) => kind === 'parts')).toHaveLength(1)
    expect(partFiles(project)).toHaveLength(4)
  })
})
