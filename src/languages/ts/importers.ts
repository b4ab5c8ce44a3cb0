import { resolve } from 'node:path'
import type { Metafile } from 'esbuild'
import { shownPath } from '../../base/shown-path.ts'

/**
 * For each file and package that a bundle takes in, the file that imports it: of several the one nearest to the stage file,
 * so that walking from importer to importer gives the shortest chain. Packages read `npm:name`. Files on the way that
 * contribute no code themselves are there too.
 *
 * @param packageAt the package that an import leads to, where it leads to one
 * @param entry absolute path of the stage file, which nobody imports
 * @param wanted which files and packages chains are asked for, as they are shown
 */
export function importers(
  metafile: Metafile,
  packageAt: (path: string) => string | undefined,
  entry: string,
  projectFolder: string,
  wanted: Iterable<string>,
): Record<string, string> {
  const name = (path: string) => {
    const packageName = packageAt(path)
    return packageName === undefined ? shownPath(resolve(projectFolder, path), projectFolder) : `npm:${packageName}`
  }
  const imports = new Map(
    Object.entries(metafile.inputs).map(([path, input]) => [name(path), input.imports.map((each) => name(each.path))]),
  )
  const start = name(entry)
  const nearest = new Map<string, string>()
  const reached = new Set([start])
  for (const file of reached) {
    for (const imported of imports.get(file) ?? []) {
      if (reached.has(imported)) continue
      reached.add(imported)
      nearest.set(imported, file)
    }
  }
  const chains: Record<string, string> = {}
  for (const file of wanted) {
    for (let at = file; chains[at] === undefined && nearest.has(at); at = nearest.get(at)!)
      chains[at] = nearest.get(at)!
  }
  return chains
}
