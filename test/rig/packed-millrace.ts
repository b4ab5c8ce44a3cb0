import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linkDependencies } from './link-dependencies.ts'

const repository = join(import.meta.dirname, '..', '..')

/**
 * Millrace as a user has it: packed by npm, the tarball unpacked under `node_modules` of a folder, its dependencies beside
 * it. Nothing is fetched: they are links to the repository's.
 * @returns the folder
 */
export function packedMillrace(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'millrace-packed-')))
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  // What scripts print comes before the list.
  const [{ filename }] = JSON.parse(packed.slice(packed.lastIndexOf('\n[') + 1)) as [{ filename: string }]
  const own = join(folder, 'node_modules', 'millrace')
  mkdirSync(own, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', own, '--strip-components=1'])
  linkDependencies(folder)
  if (readdirSync(join(own)).includes('src')) throw new Error('the package holds its sources')
  return folder
}
