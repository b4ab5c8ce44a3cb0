import { utimesSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

/** A clock that stands a day earlier than that of the disk: as after one that went backwards. */
const behind = {
  env: {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent('const now = Date.now; Date.now = () => now() - 86_400_000')}`,
  },
}

test('a clock that went backwards: every file is of tomorrow, and what is up to date is known all the same', async () => {
  const project = new ProjectRig(numbersProject)
  expect((await project.run()).code).toBe(0)
  const again = await project.runWith(behind, 'run', '--json')
  expect(again.events.at(-1)).toMatchObject({ ok: true, ran: 0, reused: 4 })
  expect((await project.runWith(behind, 'status')).code).toBe(0)
  project.write({ 'data/numbers.json': [1, 2, 4] })
  expect((await project.runWith(behind, 'status')).code).toBe(1)
  expect((await project.runWith(behind)).code).toBe(0)
  expect(project.json('artifacts/numbers/sum/total.json')).toBe(14)
  // An edit that leaves the size as it was, at once after it.
  project.write({ 'data/numbers.json': [1, 2, 5] })
  expect((await project.runWith(behind)).code).toBe(0)
  expect(project.json('artifacts/numbers/sum/total.json')).toBe(16)
  project.edit('stages/sum.ts', 'a + b', 'a + b + 1')
  expect((await project.runWith(behind)).code).toBe(0)
  expect(project.json('artifacts/numbers/sum/total.json')).toBe(19)
})

test('of two results for a key the later stands, though its clock says earlier', async () => {
  const project = new ProjectRig({
    'pipeline.yaml': 'name: dice\nstages:\n  dice: { use: stages/dice.ts }\n',
    'stages/dice.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { face: json() }, run: () => ({ face: process.hrtime.bigint().toString() }) })`,
  })
  await project.run()
  await project.runWith(behind, '--force')
  const last = project.json('artifacts/dice/dice/face.json')
  project.edit('pipeline.yaml', 'name', '# looked at again\nname')
  await project.run()
  expect(project.json('artifacts/dice/dice/face.json')).toBe(last)
})

test('files with times of the far future and of 1970 are looked at like others', async () => {
  const project = new ProjectRig(numbersProject)
  for (const [path, time] of [
    ['data/numbers.json', 4_000_000_000],
    ['stages/sum.ts', 4_000_000_000],
    ['lib/unit.ts', 0],
  ] as const)
    utimesSync(project.path(path), time, time)
  expect((await project.run()).code).toBe(0)
  expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
  project.write({ 'data/numbers.json': [1, 2, 4] })
  utimesSync(project.path('data/numbers.json'), 4_000_000_000, 4_000_000_000)
  expect((await project.run()).code).toBe(0)
  expect(project.json('artifacts/numbers/sum/total.json')).toBe(14)
})
