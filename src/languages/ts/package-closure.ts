import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PackageVersion } from '../../engine/contracts/code.ts'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** The folder of an installed package as seen from a folder, walking up `node_modules`; undefined when not installed. */
export function findPackage(name: string, from: string): string | undefined {
  for (let up = from; ; up = dirname(up)) {
    const folder = join(up, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return realpathSync(folder)
    if (up === dirname(up)) return undefined
  }
}

export interface InstalledPackage {
  readonly version: PackageVersion
  /** The package.json of the package and of everything below it. */
  readonly manifests: readonly string[]
}

/**
 * A package with everything that it pulls in, read off what is really installed, so that it is right for any package
 * manager and also when somebody has changed `node_modules` behind the lockfile's back.
 */
export function packageClosure(folder: string): InstalledPackage {
  const root = readManifest(folder)
  const found = new Map([[folder, root]])
  for (const [from, manifest] of found) {
    const names = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies }
    for (const name of Object.keys(names)) {
      const dependency = findPackage(name, from)
      if (dependency !== undefined && !found.has(dependency)) found.set(dependency, readManifest(dependency))
    }
  }
  const closure = [...found.values()].slice(1).map(({ name, version }) => `${name}@${version}`)
  return {
    version: { name: root.name, version: root.version, closure: [...new Set(closure)].sort() },
    manifests: [...found.keys()].map((path) => join(path, 'package.json')),
  }
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}
