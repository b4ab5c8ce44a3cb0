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
    expect(offered(project, script, ['run', '--wa'])).toEqual(['--watch'])
    expect(offered(project, script, ['graph', '--format', 'm'])).toEqual(['mermaid'])
    expect(offered(project, script, ['completion', 'f'])).toEqual(['fish'])
    expect(offered(project, script, ['init', '--from', 'pipe'])).toEqual(['pipeline.yaml'])
  })
})

/**
 * Types each text into a real interactive zsh, presses the tabulator, and gives the line that is there then. It works on a
 * terminal of zsh's own; a key of ours prints the line.
 */
const zshDriver = `
zmodload zsh/zpty
zpty shell zsh -f -i
send() { zpty -w -n shell "$1" }
wait_for() { local out; REPLY=; repeat 3000; do zpty -r -t shell out && REPLY+=$out; [[ $REPLY == *"$1"* ]] && return; sleep 0.01; done }
send "unsetopt beep zle_bracketed_paste; source $1; report() { print -r -- \\"typed=<\\$BUFFER>\\"; BUFFER=; zle send-break }; zle -N report; bindkey '^X' report; print re''ady"$'\\n'
wait_for ready
shift
for typed in "$@"; do
  send "$typed"$'\\t\\x18'
  wait_for ">"$'\\r'
  print -r -- "\${\${REPLY##*typed=<}%%>*}"
done
zpty -d shell
`

function skippedWithout(shell: string): boolean {
  if (!has(shell)) process.stderr.write(`Skipped: ${shell} is not installed.\n`)
  return !has(shell)
}

describe.skipIf(skippedWithout('zsh'))('completion zsh', () => {
  test('loads into zsh, and the tabulator completes commands, flags, their values and stages', async () => {
    const project = new ProjectRig({ ...numbersProject, 'small.yaml': 'stages:\n  only-one: { use: a.ts }\n' })
    project.write({ script: (await project.run('completion', 'zsh')).stdout, driver: zshDriver })
    const expected: Record<string, string> = {
      'millrace ver': 'millrace verify ',
      'millrace oth': 'millrace other ',
      'millrace --wa': 'millrace --watch ',
      'millrace run --log': 'millrace run --logs ',
      'millrace --from ju': 'millrace --from judge ',
      'millrace explain sc': 'millrace explain scale ',
      'millrace run -p small.y': 'millrace run -p small.yaml ',
      'millrace run -p small.yaml on': 'millrace run -p small.yaml only-one ',
      'millrace graph --format me': 'millrace graph --format mermaid ',
      'millrace gc --older': 'millrace gc --older-than ',
      'run-pipeline completion f': 'run-pipeline completion fish ',
    }
    const answer = execFileSync('zsh', ['-f', 'driver', project.path('script'), ...Object.keys(expected)], {
      cwd: project.folder,
      encoding: 'utf8',
    })
    expect(answer.split('\n').slice(0, -1)).toEqual(Object.values(expected))
  })
})

describe.skipIf(skippedWithout('fish'))('completion fish', () => {
  test('loads into fish, which offers commands, flags, their values and stages', async () => {
    const project = new ProjectRig({ ...numbersProject, 'small.yaml': 'stages:\n  only-one: { use: a.ts }\n' })
    project.write({ script: (await project.run('completion', 'fish')).stdout })
    const expected: Record<string, string[]> = {
      'millrace ver': ['verify'],
      'millrace sc': ['scale'],
      'millrace --wa': ['--watch'],
      'millrace run --log': ['--logs'],
      'millrace --from ju': ['judge'],
      'millrace explain ': ['judge', 'other', 'scale', 'sum'],
      'millrace run -p small.y': ['small.yaml'],
      'millrace run -p small.yaml on': ['only-one'],
      'millrace graph --format m': ['mermaid'],
      'millrace gc --older': ['--older-than'],
      'millrace runs --fo': [],
      'run-pipeline completion f': ['fish'],
    }
    for (const [typed, words] of Object.entries(expected)) {
      const ask = `source script; complete -C '${typed}'`
      const answer = execFileSync('fish', ['--no-config', '-c', ask], { cwd: project.folder, encoding: 'utf8' })
      const offered = answer.split('\n').filter(Boolean)
      expect([typed, offered.map((line) => line.split('\t')[0])]).toEqual([typed, words])
    }
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
      for (const name of commands.filter((each) => each !== 'help'))
        expect(stdout).toMatch(new RegExp(`[ |'(]${name}[ |:)]`))
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
