import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Notebook, readNotebook, shownAs } from './notebook.ts'

/** What executing one notebook came to. */
export interface Executed {
  readonly name: string
  readonly copy: string
  readonly notebook: Notebook
  /** Code cells. */
  readonly cells: number
  readonly seconds: number
  readonly charts: number
  readonly tables: number
  /** A notebook says that it cannot be executed here by throwing an error whose name is `Skipped`. */
  readonly skipped?: string
  readonly error?: string
}

export interface Kernel {
  readonly python: string
  /** With `JUPYTER_PATH` and all else that the kernel is to see. */
  readonly env: NodeJS.ProcessEnv
}

interface Said {
  readonly seconds: number
  readonly cell: number
  readonly error: { readonly name: string; readonly message: string; readonly text: string } | null
}

/**
 * Executes a notebook headless, in a folder of its own or where it lies, and reads what came of it.
 * @param path of the notebook, which is left as it is
 * @param copy where it is written with its outputs
 * @param folder where the kernel stands: paths in cells are relative to it
 */
export async function executeNotebook(
  name: string,
  { path, copy, folder }: { readonly path: string; readonly copy: string; readonly folder: string },
  { python, env }: Kernel,
): Promise<Executed> {
  const script = join(import.meta.dirname, 'execute_notebook.py')
  const { code, stdout, stderr } = await run(python, [script, path, copy, folder, '120'], env)
  // A kernel says here what it cannot show, such as a display that failed.
  const complaints = stderr.split('\n').filter((line) => line.trim() !== '' && !line.includes('is unstable'))
  if (code === 0 && complaints.length > 0) console.error(`${name}, the kernel says:\n${complaints.join('\n')}`)
  if (code !== 0) throw new Error(`${name} could not be executed:\n${stderr.trim()}`)
  const { seconds, cell, error } = JSON.parse(stdout) as Said
  const notebook = readNotebook(copy)
  const outcome = {
    name,
    copy,
    notebook,
    cells: notebook.cells.filter(({ cell_type }) => cell_type === 'code').length,
    seconds,
    charts: shownAs('application/vnd.vegalite.v5+json', notebook.cells).length,
    tables: shownAs('text/html', notebook.cells).filter((html) => html.includes('<table')).length,
  }
  if (error === null) return outcome
  if (error.name === 'Skipped') return { ...outcome, skipped: error.message }
  return { ...outcome, error: `cell ${cell}: ${error.name}: ${error.message}\n${error.text}`.trim() }
}

function run(command: string, given: readonly string[], env: NodeJS.ProcessEnv) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(command, given, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    child.stdout.on('data', (data) => {
      said.stdout += data
    })
    child.stderr.on('data', (data) => {
      said.stderr += data
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...said }))
  })
}
