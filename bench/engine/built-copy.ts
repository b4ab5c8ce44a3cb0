import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A built copy of this repository, as it would be installed: without `src/`, since with its sources beside it Millrace
 * also watches those. A copy, since `dist/` may be in use or be built again meanwhile.
 * @param target is made
 */
export function builtCopy(repository: string, target: string): string {
  mkdirSync(target, { recursive: true })
  for (const name of ['bin', 'scripts', 'src', 'stages', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
    cpSync(join(repository, name), join(target, name), { recursive: true })
  }
  symlinkSync(join(repository, 'node_modules'), join(target, 'node_modules'))
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: target, stdio: ['ignore', 'ignore', 'inherit'] })
  rmSync(join(target, 'src'), { recursive: true })
  return target
}
