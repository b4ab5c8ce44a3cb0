import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { packageRoot, packageVersion, runsFromSources } from '../../base/package-root.ts'

/**
 * What a new project writes to depend on the Millrace that is running: the checkout by `file:`, an installed package by
 * its version, or by the file from which the project that has it installed took it.
 */
export function ownDependency(folder: string): string {
  const root = packageRoot()
  if (runsFromSources()) return fileSpec(folder, root)
  const owner = join(dirname(dirname(root)), 'package.json')
  const spec = existsSync(owner) ? installedAs(owner) : undefined
  if (spec?.startsWith('file:')) return fileSpec(folder, resolve(dirname(owner), spec.slice('file:'.length)))
  return `^${packageVersion()}`
}

function installedAs(manifest: string): string | undefined {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    dependencies?: Record<string, string>
    devDependencies?: Record<string, string>
  }
  return dependencies?.millrace ?? devDependencies?.millrace
}

const fileSpec = (folder: string, path: string) => `file:${relative(resolve(folder), path).split(sep).join('/')}`
