import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0

/** What bash would offer for the last word. */
function offered(project: ProjectRig, script: string, words: readonly string[]): string[] {
  const quoted = words.map((word) => `'${word}'`).join(' ')
  const text = `${script}\nCOMP_WORDS=(millrace ${quoted}); COMP_CWORD=${words.length}; __millrace; printf '%s\\n' "\${COMPREPLY[@]}"`
  const answer = execFileSync('bash', ['--norc', '-c', text], { cwd: project.folder, encoding: 'utf8' })
  return answer.split('\n').filter(Boolean)
}

describe.skipIf(!has('bash'))('completion bash', () => {
  test('completes commands, flags of the command, and stages by reading the pipeline file', async () => {
    const project = new ProjectRig({
      ...numbersProject,
      'small.yaml': `name: small\nstages:\n    # one\n    only-one: { use: a.ts }\n    two:\n        use: b.ts\nreport:\n    title: x\n`,
    })
    const { stdout: script, stderr, code } = await project.run('completion', 'bash')
    expect([code, stderr]).toEqual([0, ''])
    expect(offered(project, script, ['ver'])).toEqual(['verify'])
    expect(offered(project, script, ['s'])).toEqual(['status', 'scale', 'sum'])
    expect(offered(project, script, ['explain', ''])).toEqual(['judge', 'scale', 'sum', 'other'])
    expect(offered(project, script, ['--from', 'o'])).toEqual(['other'])
    expect(offered(project, script, ['run', '-p', 'small.yaml', ''])).toEqual(['only-one', 'two'])
    expect(offered(project, script, ['gc', '--o'])).toEqual(['--older-than'])
    expect(offered(project, script, ['--fo'])).toEqual(['--force'])
    expect(offered(project, script, ['graph', '--format', 'm'])).toEqual(['mermaid'])
    expect(offered(project, script, ['completion', 'f'])).toEqual(['fish'])
    expect(offered(project, script, ['init', '--from', 'pipe'])).toEqual(['pipeline.yaml'])
  })
})

describe('completion', () => {
  test('every shell gets every command of --help, and its own shell takes the script', async () => {
    const project = new ProjectRig({})
    const { stdout: help } = await project.run('--help')
    const commands = [...help.matchAll(/^ {2}([a-z]+)(?: \[|\|| {2}| <)/gm)].map(([, name]) => name!)
    expect(commands).toEqual(expect.arrayContaining(['run', 'gc', 'doctor', 'diff', 'completion']))
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { stdout, code } = await project.run('completion', shell)
      expect(code).toBe(0)
      for (const name of commands.filter((each) => each !== 'help')) expect(stdout).toContain(` ${name} `)
      if (!has(shell)) continue
      project.write({ script: stdout })
      execFileSync(shell, ['-n', project.path('script')])
    }
  })

  test('a shell that it does not know is refused with those that it does', async () => {
    const { code, stderr, stdout } = await new ProjectRig({}).run('completion', 'powershell')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('bash, zsh, fish')
  })
})
