import { readFileSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import type { Loader, Message, Metafile, OutputFile, transform as Transform } from 'esbuild'
import { type Sha256, sha256 } from '../../base/hash.ts'
import { runsFromSources } from '../../base/package-root.ts'
import { shownPath } from '../../base/shown-path.ts'
import type { PackageVersion } from '../../engine/contracts/code.ts'
import { compileError } from './compile-error.ts'
import { externalPackages } from './external-packages.ts'
import { importers } from './importers.ts'
import { loadEsbuild } from './load-esbuild.ts'
import { untrackedReads } from './untracked-reads.ts'

export interface StageBundle {
  readonly digest: Sha256
  /** What the worker runs: the digested text with the addresses of packages, and an inline source map. */
  readonly executable: string
  readonly files: Readonly<Record<string, Sha256>>
  readonly importedBy: Readonly<Record<string, string>>
  readonly packages: readonly PackageVersion[]
  readonly watched: readonly string[]
}

/**
 * One bundle a stage: the stage file and all that it imports, statically, comments and formatting stripped. What is
 * digested here is what runs.
 *
 * @param path absolute path of the stage file
 * @param projectFolder names in errors and in `files` are relative to it
 * @throws E_STAGE_FILE with the compiler's place, E_STAGE_READS
 */
export async function bundleStage(path: string, projectFolder: string): Promise<StageBundle> {
  const { build, transform } = loadEsbuild()
  const externals = externalPackages()
  const reads = untrackedReads(projectFolder)
  const result = await build({
    entryPoints: [path],
    absWorkingDir: projectFolder,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'utf8',
    treeShaking: true,
    conditions: runsFromSources() ? ['source'] : [],
    sourcemap: 'external',
    sourcesContent: false,
    outdir: projectFolder,
    logLevel: 'silent',
    plugins: [externals.plugin, reads.plugin],
    // The author's own tsconfig must not change what runs.
    tsconfigRaw: '{}',
  }).catch((error: { errors?: Message[] }) => {
    // Of a computed import esbuild makes what it can: its complaints about that come second.
    throw reads.error() ?? compileError(error, path, projectFolder)
  })
  const read = reads.error()
  if (read !== undefined) throw read
  const code = result.outputFiles
    .find((file) => file.path.endsWith('.js'))!
    .text.replace(/\/\/# sourceMappingURL=.*\n?$/, '')
  const sources = sourceFiles(result.metafile, projectFolder)
  const contributing = sources.filter(({ contributes }) => contributes)
  const files: Record<string, Sha256> = Object.fromEntries(
    await Promise.all(
      contributing.map(async ({ source }) => [
        shownPath(source, projectFolder),
        sha256(await strip(source, transform)),
      ]),
    ),
  )
  const packages = externals.packages()
  const folders = new Set(sources.map(({ source }) => dirname(source)))
  return {
    digest: sha256(externals.portable(code)),
    executable: `${code}\n${inlineSourceMap(result.outputFiles, projectFolder)}`,
    files,
    importedBy: importers(result.metafile, externals.packageAt, path, projectFolder, [
      ...Object.keys(files),
      ...packages.map(({ version }) => `npm:${version.name}`),
    ]),
    packages: packages.map(({ version }) => version),
    watched: [...sources.map(({ source }) => source), ...folders, ...packages.flatMap(({ manifests }) => manifests)],
  }
}

function sourceFiles(metafile: Metafile, folder: string): { source: string; contributes: boolean }[] {
  const outputs = Object.entries(metafile.outputs).find(([name]) => name.endsWith('.js'))![1]
  return Object.keys(metafile.inputs)
    .sort()
    .map((name) => ({ source: resolve(folder, name), contributes: (outputs.inputs[name]?.bytesInOutput ?? 0) > 0 }))
}

/** A source without comments and formatting; a file of data as it is. */
async function strip(source: string, transform: typeof Transform): Promise<string | Uint8Array> {
  const loader = loaders[extname(source)]
  if (loader === undefined) return readFileSync(source)
  const options = { minifyWhitespace: true, legalComments: 'none', target: 'node20', tsconfigRaw: '{}' } as const
  return (await transform(readFileSync(source, 'utf8'), { loader, ...options })).code
}

const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'jsx',
  '.json': 'json',
}

/** So that a stack in a bundle points at the author's source. */
function inlineSourceMap(outputs: readonly OutputFile[], folder: string): string {
  const map = JSON.parse(outputs.find((file) => file.path.endsWith('.map'))!.text) as { sources: string[] }
  map.sources = map.sources.map((source) => resolve(folder, source))
  return `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}\n`
}
