import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sha256File } from '../../base/hash.ts'

/**
 * What a program says of its version: the first line that `--version` prints. One that does not know the option is known by
 * the digest of its file.
 */
export async function toolVersion(path: string): Promise<string> {
  try {
    const { stdout, stderr } = await promisify(execFile)(path, ['--version'], { timeout: 10_000 })
    const [first] = `${stdout}\n${stderr}`
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    if (first !== undefined) return first
  } catch {
    // It does not know the option.
  }
  return `sha256:${await sha256File(path)}`
}
