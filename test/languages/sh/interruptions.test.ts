import { describe, expect, test } from 'vitest'
import { dies, lives, pidsIn } from '../../rig/processes.ts'
import { ProjectRig, ran } from '../../rig/project-rig.ts'

/** A command with a child and a grandchild in the background, which tells their numbers and the worker's, and then waits. */
function waitingProject(limits = ''): ProjectRig {
  const project = new ProjectRig({ 'signals/readme': '' })
  const signals = project.path('signals')
  project.write({
    'pipeline.yaml': `name: waiting
stages:
  first: { sh: 'echo 1 > "$out_value"', out: { value: json } }
  wait:
    sh: |
      bash -c 'sleep 1000 & echo $! > ${signals}/grandchild; sleep 1000' &
      echo $! > ${signals}/child
      while [ ! -s ${signals}/grandchild ]; do sleep 0.01; done
      echo $$ > ${signals}/shell
      echo $PPID > ${signals}/worker
      touch ${signals}/begun
      while [ ! -e ${signals}/go ]; do sleep 0.01; done
      cp "$in_value" "$out_value"
    in: { value: first.value }
    out: { value: json }
${limits}`,
  })
  return project
}

const pid = (project: ProjectRig, name: string) => pidsIn(project.path('signals', name))[0]!

async function allDie(project: ProjectRig): Promise<void> {
  for (const name of ['shell', 'child', 'grandchild']) await dies(pid(project, name))
}

async function runsOnFromHere(project: ProjectRig): Promise<void> {
  project.write({ 'signals/go': '' })
  const next = await project.run('--json')
  expect(next.code).toBe(0)
  expect(ran(next)).toEqual(['wait'])
  expect(project.list('artifacts/.store/work')).toEqual([])
  await allDie(project)
}

describe('all that a command has started ends', () => {
  test('with the timeout of its stage', async () => {
    const project = waitingProject('    timeout: 5s\n')
    const { code, stderr } = await project.run()
    expect(code).toBe(1)
    expect(stderr).toContain('E_STAGE_TIMEOUT  stage "wait" ran longer than its timeout of 5 s')
    expect(stderr).toMatch(/pipeline\.yaml:5:9/)
    await allDie(project)
    expect(project.list('artifacts/.store/work')).toEqual([])
    await runsOnFromHere(project)
  })

  test('with Ctrl-C', async () => {
    const project = waitingProject()
    const running = project.start(['--json'])
    await project.appears('signals/begun')
    running.process.kill('SIGINT')
    const result = await running.finished
    expect(result.code).toBe(130)
    await allDie(project)
    expect(project.list('artifacts/.store/work')).toEqual([])
    await runsOnFromHere(project)
  })

  test('with kill -9 of its worker', async () => {
    const project = waitingProject()
    const running = project.start([])
    await project.appears('signals/begun')
    process.kill(pid(project, 'worker'), 'SIGKILL')
    const result = await running.finished
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('E_STAGE_CRASHED')
    await allDie(project)
    await runsOnFromHere(project)
  })

  test('with kill -9 of the run', async () => {
    const project = waitingProject()
    const running = project.start([])
    await project.appears('signals/begun')
    running.process.kill('SIGKILL')
    await running.finished
    await dies(pid(project, 'worker'))
    await allDie(project)
    await runsOnFromHere(project)
  })

  test('with kill -9 of the run and its worker at once', async () => {
    const project = waitingProject()
    const running = project.start([])
    await project.appears('signals/begun')
    // Neither has a chance to tidy up after the other.
    process.kill(pid(project, 'worker'), 'SIGSTOP')
    running.process.kill('SIGKILL')
    await running.finished
    expect(lives(pid(project, 'grandchild'))).toBe(true)
    process.kill(pid(project, 'worker'), 'SIGKILL')
    await allDie(project)
    await runsOnFromHere(project)
  })
})
