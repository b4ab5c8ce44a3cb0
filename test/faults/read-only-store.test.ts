import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CliResult } from '../rig/project-rig.ts'
import { ProjectRig, testProgram } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'
import { mayMount, mountReadOnly } from './rig/mounts.ts'

function expectRefused({ code, stderr }: CliResult): void {
  expect(stderr).toMatch(/E_NOT_WRITABLE {2}\S+ cannot be opened or written/)
  expect(stderr).not.toContain('E_INTERNAL')
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(code).toBe(1)
}

const builtProject = async () => {
  const project = new ProjectRig(numbersProject)
  expect((await project.run()).code).toBe(0)
  return project
}

describe.runIf(mayMount())('a store on a read-only disk', () => {
  test('can be looked at; a run says that it cannot write, and when it can the next one does all', async () => {
    const project = await builtProject()
    const before = project.contents('artifacts', 'pipeline.lock')
    const end = mountReadOnly(project.path('artifacts/.store'))
    expect((await project.run('status')).code).toBe(0)
    project.edit('pipeline.yaml', 'factor: 2', 'factor: 3')
    const status = await project.run('status')
    expect(status.code).toBe(1)
    expect(status.stderr).toContain('factor: 2 → 3')
    expect((await project.run('explain', 'scale')).stderr).toContain('factor: 2 → 3')
    const result = await project.run()
    expectRefused(result)
    expect(result.stderr).toContain('its file system is read-only')
    expect(project.contents('artifacts', 'pipeline.lock')).toEqual(before)
    end()
    expect((await project.run()).code).toBe(0)
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(18)
  })
})

/** Nobody, of nothing: root may write everywhere. */
const other = 65534

function mayBecomeAnother(): boolean {
  try {
    execFileSync('setpriv', [`--reuid=${other}`, '--clear-groups', 'true'], { stdio: 'pipe' })
    return true
  } catch {
    process.stderr.write('Skipped: tests with another user, since this one may not become another.\n')
    return false
  }
}

describe.runIf(mayBecomeAnother())('a store of another user', () => {
  const runAs = (project: ProjectRig, ...args: string[]): CliResult => {
    const words = [`--reuid=${other}`, '--clear-groups', process.execPath, testProgram(), ...args]
    try {
      const env = { ...process.env, NO_COLOR: '1', HOME: '/tmp' }
      const options = { cwd: project.folder, encoding: 'utf8', stdio: 'pipe', env } as const
      return { code: 0, stdout: execFileSync('setpriv', words, options), stderr: '', events: [] }
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
      return { code: status, stdout, stderr, events: [] }
    }
  }

  const openToAll = (project: ProjectRig) => {
    chmodSync(project.folder, 0o755)
    chmodSync(join(dirname(testProgram()), '..', '..', '..'), 0o755)
  }

  test('can be looked at, and a run says that this user may not write there', async () => {
    const project = await builtProject()
    openToAll(project)
    expect(runAs(project, 'status').code).toBe(0)
    project.edit('pipeline.yaml', 'factor: 2', 'factor: 3')
    const status = runAs(project, 'status')
    expect([status.code, status.stderr.match(/E_\w+/)]).toEqual([1, null])
    const result = runAs(project, 'run')
    expectRefused(result)
    expect(result.stderr).toContain('this user may not (EACCES)')
  })

  test('with an object that this user may not read is as good as damaged: it is said', async () => {
    const project = await builtProject()
    openToAll(project)
    for (const path of Object.keys(project.contents('artifacts/.store/objects'))) chmodSync(project.path(path), 0)
    const status = runAs(project, 'status', 'sum')
    expect(status.code).toBe(1)
    expect(status.stderr).toContain('is damaged')
  })
})
