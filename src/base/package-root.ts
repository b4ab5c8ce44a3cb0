import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

let known: string | undefined

/** Folder of the Millrace package that is running: the repository, or the one under `node_modules`. */
export function packageRoot(): string {
  if (known !== undefined) return known
  for (let up = dirname(fileURLToPath(import.meta.url)); ; up = dirname(up)) {
    const manifest = join(up, 'package.json')
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'millrace') {
      known = up
      return up
    }
    if (up === dirname(up)) throw new Error('the package.json of millrace was not found above its own code')
  }
}

/** Whether the package has its sources beside it: then stages are built from them, whichever copy of Millrace runs. */
export function runsFromSources(): boolean {
  return existsSync(join(packageRoot(), 'src', 'index.ts'))
}

export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version
}
