import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { type Executed, executeNotebook, type Kernel } from './execute-notebook.ts'

const stage = 'evaluate'

/**
 * Executes the file that the command `notebook` writes of the flagship, which first has to be a notebook by nbformat's schema.
 * @param copy where it is written and then executed; below the repository, so that its cells find the package
 * @throws Error with what the command said, where it fails
 */
export async function executeWrittenNotebook(copy: string, repository: string, kernel: Kernel): Promise<Executed> {
  const millrace = (given: readonly string[]) => {
    const program = join(repository, 'bin', 'millrace.js')
    const { status, stderr } = spawnSync(process.execPath, [program, ...given], { cwd: repository, encoding: 'utf8' })
    if (status !== 0) throw new Error(`millrace ${given.join(' ')} failed:\n${stderr}`)
  }
  millrace(['run', stage])
  millrace(['notebook', stage, '--output', copy])
  return executeNotebook('written by `notebook`', { path: copy, copy, folder: dirname(copy) }, kernel)
}
