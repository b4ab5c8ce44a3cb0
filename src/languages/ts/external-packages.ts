import { builtinModules } from 'node:module'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { packageRoot } from '../../base/package-root.ts'
import { ownModule } from './own-module.ts'
import { findPackage, type InstalledPackage, packageClosure } from './package-closure.ts'

const builtins = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)])

export interface Externals {
  readonly plugin: Plugin
  /** Packages met while bundling. */
  packages(): InstalledPackage[]
  /**
   * The text with the addresses of files on this machine replaced by `millrace-package:name@version/subpath`: what is
   * digested. The other way round, a source map would no longer fit what runs.
   */
  portable(text: string): string
  /** The name of the package that an import in the bundle leads to; undefined for any other import. */
  packageAt(path: string): string | undefined
}

/**
 * Keeps npm packages out of the bundle: it imports them by their addresses, so that it can be anywhere. They enter the
 * digest by name and version. Millrace itself is bundled in, and so are packages that are linked from
 * a workspace, whose code changes without a new version.
 */
export function externalPackages(): Externals {
  const found = new Map<string, InstalledPackage>()
  const names = new Map<string, string>()
  const skip = Symbol('resolved by this plugin')

  const plugin: Plugin = {
    name: 'millrace-packages',
    setup(build) {
      // `openPipeline` loads all of Millrace when it is called, which no stage does: it must not be read for each of them.
      build.onResolve({ filter: /\/pipeline\.[jt]s$/ }, (args) =>
        args.kind === 'dynamic-import' && args.importer.startsWith(packageRoot() + sep)
          ? { path: 'millrace:a-stage-cannot-open-a-pipeline', external: true, sideEffects: false }
          : undefined,
      )
      build.onResolve({ filter: /^[^./]/ }, async (args) => {
        if (args.pluginData === skip || args.kind === 'entry-point') return undefined
        if (builtins.has(args.path)) return { path: args.path, external: true, sideEffects: false }
        if (args.path === 'millrace' || args.path.startsWith('millrace/')) {
          const path = ownModule(args.path)
          return path === undefined ? { errors: [{ text: `Millrace has no entry "${args.path}"` }] } : { path }
        }
        const [name] = /^(?:@[^/]+\/)?[^/]+/.exec(args.path)!
        const folder = findPackage(name, args.resolveDir)
        if (folder === undefined || !folder.includes(`${sep}node_modules${sep}`)) return undefined
        const resolved = await build.resolve(args.path, {
          kind: args.kind,
          resolveDir: args.resolveDir,
          pluginData: skip,
        })
        if (resolved.errors.length > 0) return { errors: resolved.errors }
        if (!found.has(folder)) found.set(folder, packageClosure(folder))
        const { version } = found.get(folder)!.version
        const path = pathToFileURL(inOneFile(args) ?? resolved.path).href
        names.set(path, `millrace-package:${name}@${version}${args.path.slice(name.length)}`)
        return { path, external: true, sideEffects: false }
      })
    },
  }
  return {
    plugin,
    packages: () => [...found.values()].sort((a, b) => (a.version.name < b.version.name ? -1 : 1)),
    portable: (text) => text.replace(/(?<=")file:[^"]+(?=")/g, (path) => names.get(path) ?? path),
    packageAt: (path) => /^millrace-package:((?:@[^/]+\/)?[^/@]+)@/.exec(names.get(path) ?? '')?.[1],
  }
}

/** zod for Millrace's own code where that is built: of one file, the worker's own, where the package is of a hundred. */
function inOneFile({ path, importer }: { path: string; importer: string }): string | undefined {
  const dist = join(packageRoot(), 'dist') + sep
  return path === 'zod' && importer.startsWith(dist) ? `${dist}zod.js` : undefined
}
