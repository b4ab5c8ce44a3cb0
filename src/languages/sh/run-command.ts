import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { endProcessGroup } from '../../engine/executor/end-process-group.ts'
import { LastLines } from './last-lines.ts'

export interface CommandRun {
  readonly text: string
  /** The folder that it runs in. */
  readonly folder: string
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>
  readonly onLine: (line: string) => void
  readonly onGroup: (group: number | undefined) => void
}

export interface CommandEnd {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  /** In words, as `exit code 127 (command not found)`; undefined when all went well. */
  readonly failure: string | undefined
  /** What it printed last: on stderr, or where that is empty on stdout. */
  readonly lastLines: readonly string[]
}

/**
 * Written before the command, on its first line. A watcher in the command's process group, but no child of its shell, for
 * which `wait` would wait: it reads from the worker's end of a pipe, which closes when the worker ends in whatever way,
 * and then ends the group. `-euo pipefail` makes the command stop at the first thing that goes wrong.
 */
const before = '( { read -r _ <&3; kill -KILL 0; } </dev/null >/dev/null 2>&1 & ); exec 3<&-; set -euo pipefail; '

/** Nothing of what is printed is collected: it goes to the log line by line. */
const nowhere = { length: 0, push: () => 0, join: () => '' } as unknown as string[]

/**
 * Runs a command in bash, in a process group of its own that is gone when this returns.
 * @throws E_STAGE_COMMAND when it cannot be started
 */
export async function runCommand({ text, folder, env, ...listeners }: CommandRun): Promise<CommandEnd> {
  const { $, ProcessOutput, which } = await import('zx/core')
  const shell = await which('bash', { nothrow: true, path: env.PATH ?? '' })
  if (shell === null) {
    throw new MillraceError('E_STAGE_COMMAND', 'there is no bash on the PATH, which commands run in', {
      hint: 'Install bash, or put the folder that it is in on the PATH.',
    })
  }
  const running = $({
    shell,
    prefix: before,
    postfix: '',
    cwd: folder,
    // A shell that is not the first reads none of the user's settings, whatever else is in the environment.
    env: { SHLVL: '1', ...env },
    detached: true,
    preferLocal: false,
    nothrow: true,
    quiet: true,
    verbose: false,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    store: { stdout: nowhere, stderr: nowhere, stdall: nowhere },
  })(asTemplate(text))
  const [printed, complained] = [new LastLines(), new LastLines()]
  const child = running.child
  if (child?.pid !== undefined) follow(child, { ...listeners, printed, complained })
  const { exitCode, signal, cause } = await running
  if (child?.pid === undefined) {
    const because = cause instanceof Error ? cause.message : 'it was given more than the system takes'
    throw new MillraceError('E_STAGE_COMMAND', `the command could not be started: ${because}`, {
      hint: 'Very long parameters are better given as a file, under `in:`.',
    })
  }
  const info = ProcessOutput.getExitCodeInfo(exitCode)?.toLowerCase()
  const failure =
    exitCode === 0
      ? undefined
      : exitCode === null
        ? `signal ${signal}`
        : `exit code ${exitCode}${info === undefined || exitCode === 1 ? '' : ` (${info})`}`
  return { exitCode, signal, failure, lastLines: complained.all.length > 0 ? complained.all : printed.all }
}

interface Followers extends Pick<CommandRun, 'onLine' | 'onGroup'> {
  readonly printed: LastLines
  readonly complained: LastLines
}

function follow(child: ChildProcess, { onLine, onGroup, printed, complained }: Followers): void {
  const group = child.pid!
  onGroup(group)
  for (const [stream, last] of [
    [child.stdout!, printed],
    [child.stderr!, complained],
  ] as const) {
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
      last.add(line)
      onLine(line)
    })
  }
  child.once('exit', () => {
    // What it left in the background, and the watcher. Until then the watcher keeps the group's number from being given away.
    endProcessGroup(group)
    onGroup(undefined)
  })
}

/** The text as a template without places: zx takes it as it stands. */
function asTemplate(text: string): TemplateStringsArray {
  return Object.assign([text], { raw: [text] })
}
