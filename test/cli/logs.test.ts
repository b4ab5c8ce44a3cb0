import { expect, test } from 'vitest'
import { ProjectRig, reused } from '../rig/project-rig.ts'

const project = () =>
  new ProjectRig({
    'pipeline.yaml':
      'name: logs\nstages:\n  talk: { use: talk.ts, params: { lines: 2 } }\n  quiet: { use: quiet.ts, in: { of: talk.done } }\n',
    'talk.ts': `import { defineStage, json, z } from 'millrace'
export default defineStage({ inputs: {}, outputs: { done: json<boolean>() }, params: z.object({ lines: z.number(), fail: z.boolean().default(false) }),
  random: false,
  run({ params, log }) {
    for (let i = 1; i <= params.lines; i++) log('line ' + i)
    if (params.fail) throw new Error('no more')
    return { done: true }
  } })`,
    'quiet.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { of: json<boolean>() }, outputs: { done: json() }, random: false,
  run: ({ inputs }) => ({ done: inputs.of }) })`,
  })

test('what a stage prints lies beside its outputs, also after the folder was lost; one that prints nothing has no such file', async () => {
  const rig = project()
  await rig.run()
  expect(rig.read('artifacts/logs/talk/stage.log')).toBe('line 1\nline 2\n')
  expect(rig.list('artifacts/logs/quiet')).toEqual(['done.json'])
  await rig.run('clean')
  await rig.run()
  expect(rig.list('artifacts/logs/talk')).toEqual(['done.json', 'stage.log'])
  expect(rig.read('artifacts/logs/talk/stage.log')).toBe('line 1\nline 2\n')
})

test('--logs shows it line by line, also of a result that is used again; without it nothing is shown', async () => {
  const rig = project()
  expect((await rig.run()).stderr).not.toContain('line 1')
  const again = await rig.run('--logs')
  expect(again.stderr).toContain('talk │ line 1\ntalk │ line 2\n')
  expect(again.stderr).toContain('Done: 0 stages ran, 2 up to date')
  const json = await rig.run('--logs', '--json')
  expect(json.events.filter(({ type }) => type === 'stage-log')).toEqual([
    { type: 'stage-log', stage: 'talk', text: 'line 1\nline 2\n', replayed: true },
  ])
  expect(reused(json)).toEqual(['talk', 'quiet'])
  rig.edit('pipeline.yaml', 'lines: 2', 'lines: 3')
  expect((await rig.run('--logs')).stderr).toContain('talk │ line 3\n')
  expect((await rig.run('--json')).events.filter(({ type }) => type === 'stage-log')).toEqual([])
})

test('of a stage that fails the last lines are shown with the file that holds all, until a result takes its place', async () => {
  const rig = project()
  rig.edit('pipeline.yaml', 'lines: 2', 'lines: 40, fail: true')
  const failed = await rig.run()
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain('It printed last (artifacts/logs/talk/stage.log):\n')
  expect(failed.stderr).toContain('│ line 40\n')
  expect(failed.stderr).not.toContain('│ line 25\n')
  expect(rig.read('artifacts/logs/talk/stage.log').split('\n')).toHaveLength(41)
  const json = await rig.run('--json')
  expect(json.events.find(({ type }) => type === 'stage-failed')).toMatchObject({
    log: 'artifacts/logs/talk/stage.log',
  })
  rig.edit('pipeline.yaml', 'lines: 40, fail: true', 'lines: 0')
  await rig.run()
  expect(rig.exists('artifacts/logs/talk/stage.log')).toBe(false)
})
