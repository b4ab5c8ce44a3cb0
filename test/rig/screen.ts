import { spawn, spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { type ProjectRig, testProgram } from './project-rig.ts'

/** Whether this machine can run a program on a terminal of a given size. */
export function hasTerminals(): boolean {
  const has = (spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '').includes('util-linux')
  if (!has) process.stderr.write('Skipped: there is no `script` of util-linux to run programs on a terminal.\n')
  return has
}

export interface ScreenSize {
  readonly columns: number
  readonly rows: number
}

/** What a program wrote to a terminal. */
export interface Screen {
  readonly code: number | null
  /** Everything, with the codes that move the cursor and set colours. */
  readonly raw: string
  /** The lines that stand there at the end, scrolled ones included, without colours and blanks at their ends. */
  readonly lines: readonly string[]
  /** Lines that were drawn over later, as they were. */
  readonly drawn: readonly string[]
}

/** Runs the command line on a terminal, as a person sees it. */
export function runOnTerminal(
  project: ProjectRig,
  args: readonly string[],
  { columns, rows }: ScreenSize,
  env: Readonly<Record<string, string>> = {},
): Promise<Screen> {
  const words = [process.execPath, testProgram(), ...args]
  const command = `stty cols ${columns} rows ${rows}; exec ${words.map((word) => `'${word}'`).join(' ')}`
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, ...inherited } = process.env
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    cwd: project.folder,
    env: { ...inherited, TERM: 'xterm-256color', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let raw = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    raw += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, raw, ...replay(raw) }))
  })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what begins a code
const parts = /\x1b\[\d*[A-Za-z]|\r?\n|\r|[^\x1b\r\n]+|\x1b/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what begins a code
const codeParts = /^\x1b\[(\d*)([A-Za-z])$/

/** Follows the few codes that the program uses: up, erase from here on, line ends. */
function replay(raw: string): { lines: string[]; drawn: string[] } {
  const lines: string[] = ['']
  const drawn: string[] = []
  let row = 0
  for (const [part] of raw.matchAll(parts)) {
    const [, count, code] = codeParts.exec(part) ?? []
    if (code === 'A') row = Math.max(0, row - Number(count || 1))
    else if (code === 'J') drawn.push(...lines.splice(row, lines.length, ''))
    else if (code === 'm') continue
    else if (part.endsWith('\n')) {
      row++
      lines[row] ??= ''
    } else if (part !== '\r') lines[row] += stripVTControlCharacters(part)
  }
  return { lines: lines.map((line) => line.trimEnd()), drawn }
}
