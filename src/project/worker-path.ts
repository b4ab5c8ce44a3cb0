import { join } from 'node:path'
import { sha256 } from '../base/hash.ts'
import { packageRoot, runsFromSources } from '../base/package-root.ts'
import { keepText } from '../engine/cache/keep-text.ts'
import type { LocalStore } from '../engine/cache/local-store.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { sameTokens, type Tokens, takeTokens } from '../engine/cache/stat-token.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import { loadEsbuild } from '../languages/ts/load-esbuild.ts'

/**
 * The program that worker processes run, as plain JavaScript: the built one of an installed package, or, inside the
 * repository, one bundled from the sources as they are now, so that no worker needs a TypeScript loader.
 */
export async function workerPath(store: LocalStore): Promise<string> {
  if (!runsFromSources()) return join(packageRoot(), 'dist', 'worker.js')
  const memo = store.path('memo', 'worker.json')
  const known = readJson<{ path: string; tokens: Tokens }>(memo)
  if (known && sameTokens(known.tokens)) return known.path
  const { build } = loadEsbuild()
  const { outputFiles, metafile } = await build({
    entryPoints: [join(packageRoot(), 'src', 'project', 'worker.ts')],
    absWorkingDir: packageRoot(),
    bundle: true,
    packages: 'external',
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outdir: packageRoot(),
    sourcemap: 'inline',
    sourcesContent: false,
  })
  const text = outputFiles[0]!.text
  // Beside the package's own node_modules, so that the packages that it imports are found from where it lies.
  const path = join(packageRoot(), 'node_modules', '.cache', 'millrace', `worker-${sha256(text).slice(0, 16)}.mjs`)
  keepText(path, text)
  const tokens = takeTokens([path, ...Object.keys(metafile.inputs).map((file) => join(packageRoot(), file))])
  writeMemory(memo, { path, tokens })
  return path
}
