import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot, runsFromSources } from '../../base/package-root.ts'

type Target = string | Readonly<Record<string, string>>

/**
 * Where `millrace` or `millrace/…` leads: always into the Millrace that is running, never into another copy that happens
 * to be installed, so that a stage and its runner speak of the same things.
 *
 * @returns an absolute path, or undefined when the package has no such entry
 */
export function ownModule(specifier: string): string | undefined {
  const subpath = `.${specifier.slice('millrace'.length)}`
  for (const [pattern, target] of Object.entries(ownExports())) {
    const [before, after] = pattern.split('*') as [string, string | undefined]
    const matches =
      after === undefined
        ? subpath === pattern
        : subpath.startsWith(before) && subpath.endsWith(after) && subpath.length > before.length + after.length
    if (!matches) continue
    const star = after === undefined ? '' : subpath.slice(before.length, subpath.length - after.length)
    const path =
      typeof target === 'string' ? target : runsFromSources() ? (target.source ?? target.default) : target.default
    if (path !== undefined) return join(packageRoot(), path.replace('*', star))
  }
  return undefined
}

/** What code can import from Millrace, shipped stages aside. */
export function ownEntries(): string[] {
  const subpaths = Object.keys(ownExports()).filter((path) => !/\*|\.json$/.test(path))
  return subpaths.map((path) => path.replace(/^\./, 'millrace'))
}

function ownExports(): Readonly<Record<string, Target>> {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8')
  return (JSON.parse(text) as { exports: Record<string, Target> }).exports
}
