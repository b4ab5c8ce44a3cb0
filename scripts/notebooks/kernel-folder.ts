import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes the kernel `deno` into a folder for `JUPYTER_PATH`: the Deno that npm installed, whatever Jupyter is told elsewhere.
 * @throws Error where npm has installed none
 */
export function writeKernel(folder: string, repository: string): void {
  const deno = join(repository, 'node_modules', '.bin', 'deno')
  if (!existsSync(deno)) throw new Error('There is no Deno in node_modules: run `npm ci` first.')
  const kernel = {
    argv: [deno, 'jupyter', '--kernel', '--conn', '{connection_file}'],
    display_name: 'Deno',
    language: 'typescript',
  }
  mkdirSync(join(folder, 'kernels', 'deno'), { recursive: true })
  writeFileSync(join(folder, 'kernels', 'deno', 'kernel.json'), JSON.stringify(kernel))
}
