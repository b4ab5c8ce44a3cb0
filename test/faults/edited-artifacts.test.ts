import { mkdirSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/base/hash.ts'
import { notices, ProjectRig } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

async function builtProject(): Promise<ProjectRig> {
  const project = new ProjectRig(numbersProject)
  expect((await project.run()).code).toBe(0)
  return project
}

test('an artifact that was edited by hand is put aside under a name that is printed, and what the store holds comes back', async () => {
  const project = await builtProject()
  project.write({ 'artifacts/numbers/sum/total.json': '99999' })
  const result = await project.run('--json')
  expect(result.events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
  const notice = result.events.find(({ type }) => type === 'notice')
  expect(notice).toMatchObject({ code: 'N_EDITED_BY_HAND', stage: 'sum' })
  const aside = project.list('artifacts/numbers/sum').find((name) => name.includes('.edited-'))!
  expect(notice!.message).toContain(aside)
  expect(project.read(`artifacts/numbers/sum/${aside}`)).toBe('99999')
  expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)
  // Once said, it is over, and the file stays.
  expect(notices(await project.run('--force', '--json'))).toEqual([])
  expect(project.list('artifacts/numbers/sum')).toContain(aside)
})

test('one that was edited by hand is not used by the stages below, and not lost when its own stage runs', async () => {
  const project = await builtProject()
  project.write({ 'artifacts/numbers/scale/numbers.json': '[1000]' })
  project.edit('pipeline.yaml', 'start: 1', 'start: 2')
  project.edit('pipeline.yaml', 'factor: 2', 'factor: 3')
  const result = await project.run('--json')
  expect(notices(result)).toEqual(['N_EDITED_BY_HAND'])
  expect(project.json('artifacts/numbers/scale/numbers.json')).toEqual([3, 6, 9])
  expect(project.json('artifacts/numbers/other/total.json')).toBe(20)
  expect(project.list('artifacts/numbers/scale')).toEqual([
    `numbers.edited-${sha256('[1000]').slice(0, 8)}.json`,
    'numbers.json',
  ])
})

test('a folder that somebody made in place of one is put aside as well, each time under a name of its own', async () => {
  const project = await builtProject()
  for (const name of ['one', 'two']) {
    rmSync(project.path('artifacts/numbers/sum/total.json'))
    mkdirSync(project.path('artifacts/numbers/sum/total.json'))
    project.write({ [`artifacts/numbers/sum/total.json/${name}`]: 'mine' })
    const result = await project.run('--json')
    expect(result.code).toBe(0)
    expect(notices(result)).toEqual(['N_EDITED_BY_HAND'])
  }
  expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)
  expect(Object.keys(project.contents('artifacts/numbers/sum')).map((path) => path.split('/').at(-1))).toEqual(
    expect.arrayContaining(['one', 'two', 'total.json']),
  )
})

test('one that is deleted comes back, and writing through one does not reach the store', async () => {
  const project = await builtProject()
  rmSync(project.path('artifacts/numbers'), { recursive: true })
  expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
  project.write({ 'artifacts/numbers/judge/verdict.json': '"written through"' })
  expect(Object.values(project.contents('artifacts/.store/objects'))).toContain('"under"')
})

test('what a person has put beside the artifacts stays there', async () => {
  const project = await builtProject()
  project.write({ 'artifacts/numbers/sum/notes.txt': 'mine', 'artifacts/numbers/sum/old/notes.txt': 'mine too' })
  project.edit('pipeline.yaml', 'factor: 2', 'factor: 3')
  await project.run()
  expect(project.read('artifacts/numbers/sum/notes.txt')).toBe('mine')
  expect(project.read('artifacts/numbers/sum/old/notes.txt')).toBe('mine too')
})

test('of an output that the stage no longer has the artifact is taken away', async () => {
  const project = await builtProject()
  project.write({ 'stages/judge.ts': project.read('stages/judge.ts').replaceAll('verdict', 'opinion') })
  await project.run()
  expect(project.list('artifacts/numbers/judge')).toEqual(['opinion.json'])
})
