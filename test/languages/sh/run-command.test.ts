import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { familyBytes } from '../../../src/engine/executor/family-bytes.ts'
import { type CommandRun, runCommand } from '../../../src/languages/sh/run-command.ts'
import { dies } from '../../rig/processes.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

async function run(text: string, options: Partial<CommandRun> = {}) {
  const lines: string[] = []
  const groups: (number | undefined)[] = []
  const folder = temporaryFolder()
  const end = await runCommand({
    text,
    folder,
    env: { PATH: process.env.PATH! },
    onLine: (line) => lines.push(line),
    onGroup: (group) => groups.push(group),
    ...options,
  })
  return { ...end, lines, groups, folder }
}

describe('a command', () => {
  test('runs in its folder; what it prints arrives line by line, the last one also without an end', async () => {
    const { failure, lines, folder } = await run('pwd; echo "a  b" >&2; printf last')
    expect(failure).toBeUndefined()
    expect(lines.sort()).toEqual([folder, 'a  b', 'last'].sort())
  })

  test('has the environment that it is given and no other, and nothing on stdin', async () => {
    const { lines } = await run('cat; env | sort', { env: { PATH: process.env.PATH!, in_x: 'a "b"\n\'c\' 🎈 $(d)' } })
    const names = lines.map((line) => line.split('=')[0]!)
    expect(names.filter((name) => !['PATH', 'PWD', 'SHLVL', '_', 'in_x'].includes(name))).toEqual(["'c' 🎈 $(d)"])
    expect(lines).toContain('in_x=a "b"')
  })

  test.each([
    ['false; echo on', 'exit code 1'],
    ['exit 3', 'exit code 3'],
    ['nosuchprogram', 'exit code 127 (command not found)'],
    ['echo "$nosuch"', 'exit code 1'],
    ['false | cat', 'exit code 1'],
    ['kill -TERM $$', 'signal SIGTERM'],
    ['bash -c "kill -SEGV \\$\\$"; true', 'exit code 139'],
    ['if', 'exit code 2'],
  ])('that fails says so: %s', async (text, failure) => {
    const end = await run(text)
    expect(end.failure).toContain(failure)
    expect(end.lines).not.toContain('on')
  })

  test('that fails leaves its last lines: of stderr, or of stdout where that is empty', async () => {
    const quiet = await run('for i in $(seq 50); do echo "line $i"; done; exit 1')
    expect(quiet.lastLines).toEqual(Array.from({ length: 20 }, (_, i) => `line ${i + 31}`))
    const loud = await run('echo out; echo err >&2; exit 1')
    expect(loud.lastLines).toEqual(['err'])
    expect((await run('printf "%01000d\\n" 1; exit 1')).lastLines[0]).toHaveLength(401)
  })

  test('may wait for what it started in the background', async () => {
    const { failure, lines } = await run('(sleep 0.05; echo one) & (echo two) & wait; echo three')
    expect(failure).toBeUndefined()
    expect(lines).toEqual(['two', 'one', 'three'])
  })

  test('takes what it left in the background with it', async () => {
    const { failure, lines, groups } = await run('sleep 1000 & echo $!; (sleep 1000; true) & echo $!')
    expect(failure).toBeUndefined()
    expect(groups).toEqual([expect.any(Number), undefined])
    for (const pid of lines.map(Number)) await dies(pid)
  })

  test('is one process group, whose memory can be told while it runs', async () => {
    let seen = 0
    const { failure } = await run(
      'node -e "const a = Buffer.alloc(2e8, 1); setTimeout(() => console.log(a.length), 500)" | cat',
      {
        onGroup(group) {
          if (group === undefined) return
          const timer = setInterval(() => {
            const bytes = familyBytes(group)
            seen = Math.max(seen, bytes)
            if (bytes === 0) clearInterval(timer)
          }, 10)
        },
      },
    )
    expect(failure).toBeUndefined()
    expect(seen).toBeGreaterThan(200e6)
  })

  test('does not read settings of the user', async () => {
    const home = temporaryFolder({ '.bashrc': 'echo from bashrc', '.bash_profile': 'echo from profile' })
    const env = { PATH: process.env.PATH!, HOME: home, SSH_CLIENT: '' }
    expect((await run('echo own', { env })).lines).toEqual(['own'])
  })

  test('that is too long for the system is refused in words', async () => {
    await expect(run('true', { env: { PATH: process.env.PATH!, x: 'x'.repeat(300_000) } })).rejects.toMatchObject({
      code: 'E_STAGE_COMMAND',
      message: expect.stringContaining('could not be started'),
    })
  })

  test('needs bash', async () => {
    await expect(run('true', { env: { PATH: join(temporaryFolder(), 'nowhere') } })).rejects.toMatchObject({
      code: 'E_STAGE_COMMAND',
      message: 'there is no bash on the PATH, which commands run in',
    })
  })
})
