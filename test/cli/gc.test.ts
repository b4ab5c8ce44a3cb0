import { existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkedProject } from '../rig/checked-project.ts'
import { ProjectRig, ran, stagesOf } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

/** As if everything in the store had been written some days ago. */
function age(project: ProjectRig, days: number, folder = 'artifacts/.store'): void {
  const then = Date.now() / 1000 - days * 86_400
  for (const entry of readdirSync(project.path(folder), { recursive: true, withFileTypes: true })) {
    utimesSync(join(entry.parentPath, entry.name), then, then)
  }
}

const objects = (project: ProjectRig) =>
  project.list('artifacts/.store/objects').flatMap((name) => project.list(`artifacts/.store/objects/${name}`))

describe('gc', () => {
  test('an old parameter goes and is computed again; what the lock file names stays, and the next run runs nothing', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run('--set', 'sum.start=200')
    await project.run()
    const before = objects(project)
    age(project, 2)
    const dry = await project.run('gc', '--keep-runs', '1')
    expect(dry.code).toBe(0)
    expect(dry.stdout).toMatch(/^what +size +written +path\n/)
    expect(dry.stdout).toMatch(/^object +\d+ B .* artifacts\/\.store\/objects\//m)
    expect(dry.stderr).toMatch(/^Would remove \d+ items \(.*2 object, 2 action.*2 run.*--yes removes them\.\n$/)
    expect(objects(project)).toEqual(before)

    const gone = await project.run('gc', '--keep-runs', '1', '--yes')
    expect(gone.stderr).toMatch(/^Removed \d+ items/)
    expect(objects(project)).toHaveLength(before.length - 2)
    expect(project.list('artifacts/.store/runs')).toHaveLength(1)
    expect((await project.run('--json', '--jobs', '1')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    expect((await project.run('status')).code).toBe(0)
    expect(ran(await project.run('--set', 'sum.start=200', '--json'))).toEqual(['sum', 'judge'])
    const again = await project.run('gc', '--json')
    expect(again.events.filter(({ type }) => type === 'item-unreachable')).toEqual([])
  })

  test('by default the last ten runs keep their results, and nothing younger than a minute goes', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run('--set', 'sum.start=200')
    const young = await project.run('gc', '--keep-runs', '0', '--yes', '--json')
    expect(young.events).toEqual([expect.objectContaining({ type: 'gc-finished', items: 0, freedBytes: 0 })])
    age(project, 2)
    await project.run('gc', '--yes')
    expect((await project.run('--set', 'sum.start=200', '--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
  })

  test('a result that does not pass its checks is in no lock file, and stays with its run', async () => {
    const project = new ProjectRig(checkedProject({ checks: '- table: table\n  rows: 4' }))
    await project.run('--keep-going')
    age(project, 2)
    expect((await project.run('gc', '--yes')).code).toBe(0)
    const again = await project.run('--json')
    expect([again.code, stagesOf(again.events, 'stage-started')]).toEqual([1, []])
  })

  test('every lock file of the project counts, and without one the newest run', async () => {
    const small = numbersProject['pipeline.yaml'].replaceAll('use: stages', 'use: ../../stages')
    const project = new ProjectRig({
      ...numbersProject,
      'pipelines/small/pipeline.yaml': small.replace('factor: 2', 'factor: 9').replace('name: numbers', 'name: small'),
      'pipelines/small/data/numbers.json': [4],
    })
    await project.run()
    await project.run('-p', 'pipelines/small/pipeline.yaml')
    age(project, 2)
    await project.run('gc', '--keep-runs', '0', '--yes')
    const other = await project.run('-p', 'pipelines/small/pipeline.yaml', '--jobs', '1', '--json')
    expect(other.events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
  })

  test('by age and by size: the oldest first, no more than needed', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run('--set', 'sum.start=200')
    age(project, 40)
    await project.run('--set', 'sum.start=300')
    age(project, 2, 'artifacts/.store/runs')
    const list = async (...args: string[]) =>
      (await project.run('gc', '--keep-runs', '0', '--json', ...args)).events.filter(({ kind }) => kind === 'action')
    expect(await list('--older-than', '30d')).toHaveLength(2)
    expect(await list('--older-than', '60d')).toHaveLength(0)
    expect(await list('--max-size', '1GB')).toHaveLength(0)
    expect(await list('--max-size', '1kb')).toHaveLength(2)
    const wrong = await project.run('gc', '--older-than', 'long')
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('12h, 30d')])
  })

  test('what dead processes left goes; beside a living one its work and all results stay, and it is named', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run('--set', 'sum.start=200')
    const work = (name: string) => project.path('artifacts/.store/work', name)
    for (const name of ['999999999-a', `${process.pid}-b`]) mkdirSync(work(name), { recursive: true })
    age(project, 2)
    const before = objects(project)
    const { stderr } = await project.run('gc', '--keep-runs', '0', '--yes')
    expect(stderr).toContain(`Process ${process.pid} is at work in this store`)
    expect(existsSync(work('999999999-a'))).toBe(false)
    expect(existsSync(work(`${process.pid}-b`))).toBe(true)
    expect(objects(project)).toEqual(before)
  })
})
